namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>A mall's orders with all their versions; the mall's lock guards it.</summary>
public sealed class OrderBook(int most)
{
    private sealed record Version(MallOrder Order, DateTimeOffset VisibleAt);

    private readonly Dictionary<string, List<Version>> orders = [];
    private readonly LinkedList<string> age = new();

    public int Count => orders.Count;

    /// <param name="visibleAt">From when on the seller's calls show it.</param>
    public void Add(MallOrder order, DateTimeOffset visibleAt)
    {
        if (!orders.TryGetValue(order.Number, out var versions))
        {
            orders.Add(order.Number, versions = []);
            age.AddLast(order.Number);
            for (; age.Count > most; age.RemoveFirst())
                orders.Remove(age.First!.Value);
        }
        versions.Add(new Version(order, visibleAt));
    }

    /// <summary>The order as it is; null for none.</summary>
    public MallOrder? Find(string number) => orders.TryGetValue(number, out var versions) ? versions[^1].Order : null;

    /// <summary>The order as the seller sees it; null when he does not yet.</summary>
    public MallOrder? FindVisible(string number, DateTimeOffset now) =>
        orders.TryGetValue(number, out var versions) ? Visible(versions, now) : null;

    /// <summary>What the seller sees, by last change, oldest first.</summary>
    public IEnumerable<MallOrder> Changes(DateTimeOffset now) =>
        orders.Values.Select(versions => Visible(versions, now)).OfType<MallOrder>().OrderBy(order => order.ChangedAt);

    public IEnumerable<MallOrder> Newest() => age.Reverse().Select(number => orders[number][^1].Order);

    public void Clear()
    {
        orders.Clear();
        age.Clear();
    }

    private static MallOrder? Visible(List<Version> versions, DateTimeOffset now) =>
        versions.FindLast(version => version.VisibleAt <= now)?.Order;
}
