using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>Items by the mall's and the seller's ids, and their options by both too; the mall's lock guards it.</summary>
public sealed class ByeolItems(int most)
{
    private readonly Dictionary<string, ByeolItem> items = [];
    private readonly Dictionary<string, string> byExternalId = [];
    private readonly Dictionary<string, string> itemOfOption = [];
    private readonly Dictionary<string, string> optionByExternalId = [];
    private readonly List<string> ids = [];

    public int Count => ids.Count;

    /// <exception cref="MallException">One of the seller's ids is known already, or there are too many.</exception>
    public void Add(ByeolItem item)
    {
        if (byExternalId.TryGetValue(item.ExternalId, out var known))
            throw new MallException(Refusal.DuplicateExternalId, "external_item_id", new() { ["item_id"] = known });
        if (ids.Count >= most)
            throw new MallException(Refusal.ProductLimit);
        var taken = item.Options.Select(option => option.ExternalId).GroupBy(id => id).FirstOrDefault(same => same.Count() > 1)?.Key;
        taken ??= item.Options.Select(option => option.ExternalId).FirstOrDefault(optionByExternalId.ContainsKey);
        if (taken is not null)
            throw new MallException(Refusal.DuplicateExternalId, "external_option_id");
        ids.Add(item.Id);
        items.Add(item.Id, item);
        byExternalId.Add(item.ExternalId, item.Id);
        foreach (var option in item.Options)
        {
            itemOfOption.Add(option.Id, item.Id);
            optionByExternalId.Add(option.ExternalId, option.Id);
        }
    }

    public void Replace(ByeolItem item) => items[item.Id] = item;

    public ByeolItem? Find(string id) => items.GetValueOrDefault(id);

    public ByeolItem? FindByExternalId(string externalId) => byExternalId.TryGetValue(externalId, out var id) ? items[id] : null;

    /// <summary>By the mall's id.</summary>
    public (ByeolItem Item, ByeolOption Option)? FindOption(string id)
    {
        if (!itemOfOption.TryGetValue(id, out var itemId))
            return null;
        var item = items[itemId];
        return (item, item.Options.First(option => option.Id == id));
    }

    /// <summary>By the seller's id or the mall's.</summary>
    public (ByeolItem Item, ByeolOption Option)? FindOptionByEither(string id) =>
        FindOption(optionByExternalId.GetValueOrDefault(id) ?? id);

    public ByeolOption Set(ByeolItem item, ByeolOption option, DateTimeOffset updatedAt)
    {
        Replace(item with { Options = [.. item.Options.Select(one => one.Id == option.Id ? option : one)], UpdatedAt = updatedAt });
        return option;
    }

    /// <summary>Oldest first.</summary>
    public IEnumerable<ByeolItem> All => ids.Select(id => items[id]);

    public IEnumerable<ByeolItem> Newest(int limit) => ids.TakeLast(limit).Reverse().Select(id => items[id]);

    public ByeolItem At(int index) => items[ids[index]];

    public void Clear()
    {
        items.Clear();
        byExternalId.Clear();
        itemOfOption.Clear();
        optionByExternalId.Clear();
        ids.Clear();
    }
}
