using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Malls;
using Platform.Mocks.SalesChannel.Webhooks;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>별마켓: items are reviewed before they are sold, and orders are announced by webhook.</summary>
public sealed class ByeolMall(IOptions<SalesChannelOptions> options, TimeProvider time, MallNews news, WebhookDispatcher webhooks)
    : Mall(options, time, news),
        IDisposable
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly ByeolItems items = new(options.Value.MaxProducts);
    private readonly Dictionary<string, ITimer> reviews = [];

    /// <summary>An id that is not given out twice and cannot be guessed.</summary>
    public static string NewId(string prefix) => $"{prefix}_{RandomNumberGenerator.GetString(Alphabet, 20)}";

    public ByeolItem Add(ByeolItem item)
    {
        lock (Gate)
        {
            items.Add(item);
            BeginReview(item.Id);
        }
        return ReviewedAtOnce(item.Id);
    }

    public ByeolItem Patch(string id, ByeolItemChange given)
    {
        lock (Gate)
        {
            var known = items.Find(id) ?? throw new MallException(Refusal.ProductNotFound, "item_id");
            var again = known.Review is ReviewState.Rejected && given.Title is not null;
            items.Replace(
                known with
                {
                    Title = given.Title ?? known.Title,
                    TitleEn = given.TitleEn ?? known.TitleEn,
                    Description = given.Description ?? known.Description,
                    Category = given.Category ?? known.Category,
                    IsSuspended = given.IsSuspended ?? known.IsSuspended,
                    Review = again ? ReviewState.Pending : known.Review,
                    RejectReason = again ? null : known.RejectReason,
                    UpdatedAt = Stamp(),
                }
            );
            if (again)
                BeginReview(id);
        }
        return ReviewedAtOnce(id);
    }

    /// <summary>Price in won, or quantity, or both.</summary>
    /// <exception cref="MallException">There is no such option, or its item is not approved.</exception>
    public (ByeolItem Item, ByeolOption Option) SetOption(string optionId, long? price = null, int? quantity = null)
    {
        (ByeolItem Item, ByeolOption Option) found;
        lock (Gate)
        {
            found = items.FindOption(optionId) ?? throw new MallException(Refusal.OptionNotFound, "option_id");
            if (found.Item.Review is not ReviewState.Approved)
                throw new MallException(found.Item.Review is ReviewState.Pending ? Refusal.InReview : Refusal.Rejected);
            var changed = found.Option with { Price = price ?? found.Option.Price, Quantity = quantity ?? found.Option.Quantity };
            found = (found.Item, items.Set(found.Item, changed, Stamp()));
        }
        ProductsChanged();
        return found;
    }

    public ByeolItem GetItem(string id)
    {
        lock (Gate)
            return items.Find(id) ?? throw new MallException(Refusal.ProductNotFound, "item_id");
    }

    /// <summary>Oldest first.</summary>
    public (IReadOnlyList<ByeolItem> Items, int Total) Page(string? externalId, int skip, int take)
    {
        lock (Gate)
        {
            if (externalId is null)
                return ([.. items.All.Skip(skip).Take(take)], items.Count);
            IReadOnlyList<ByeolItem> found = items.FindByExternalId(externalId) is { } item ? [item] : [];
            return ([.. found.Skip(skip).Take(take)], found.Count);
        }
    }

    public IReadOnlyList<ByeolItem> NewestItems(int limit)
    {
        lock (Gate)
            return [.. items.Newest(limit)];
    }

    public override Offer? AnyOffer(Random random)
    {
        lock (Gate)
        {
            if (items.Count == 0)
                return null;
            var item = items.At(random.Next(items.Count));
            return item.ToOffer(item.Options[random.Next(item.Options.Count)]);
        }
    }

    public void Dispose()
    {
        lock (Gate)
            EndReviews();
    }

    protected override string BuyerReason => "change_of_mind";

    protected override Offer? FindOffer(string product) =>
        items.FindOptionByEither(product) is var (item, option) ? item.ToOffer(option) : null;

    protected override void SetStock(string code, int stock)
    {
        if (items.FindOptionByEither(code) is var (item, option))
            items.Set(item, option with { Quantity = stock }, Stamp());
    }

    protected override void ForgetProducts()
    {
        EndReviews();
        items.Clear();
    }

    protected override string NewNumber(DateTimeOffset at) => NewId("or");

    // The seller knows best what is left: he pushes the quantity.
    protected override bool GivesBack(Cancellation cancellation) => false;

    protected override void Changed(MallOrder order)
    {
        base.Changed(order);
        if (order.Revision == 1)
            webhooks.Announce("order.created", order.ChangedAt, new() { ["order"] = ByeolJson.Write(order) });
        else if (order.State is OrderState.Cancelled)
            webhooks.Announce("order.cancelled", order.ChangedAt, new() { ["order"] = ByeolJson.Write(order) });
    }

    private void BeginReview(string id)
    {
        if (Options.Byeol.Review <= TimeSpan.Zero)
            return;
        reviews.GetValueOrDefault(id)?.Dispose();
        reviews[id] = Clock.CreateTimer(_ => Review(id), null, Options.Byeol.Review, Timeout.InfiniteTimeSpan);
    }

    private ByeolItem ReviewedAtOnce(string id)
    {
        if (Options.Byeol.Review <= TimeSpan.Zero)
            Review(id);
        ProductsChanged();
        return GetItem(id);
    }

    private void Review(string id)
    {
        ByeolItem reviewed;
        lock (Gate)
        {
            if (reviews.Remove(id, out var timer))
                timer.Dispose();
            // Forgotten, or reviewed already.
            if (items.Find(id) is not { Review: ReviewState.Pending } item)
                return;
            var banned = Options.Byeol.Banned.FirstOrDefault(word => item.Title.Contains(word, StringComparison.OrdinalIgnoreCase));
            reviewed = item with
            {
                Review = banned is null ? ReviewState.Approved : ReviewState.Rejected,
                RejectReason = banned is null ? null : $"상품명에 사용할 수 없는 단어가 있습니다: {banned}",
                UpdatedAt = Stamp(),
            };
            items.Replace(reviewed);
        }
        ProductsChanged();
        webhooks.Announce("item.reviewed", reviewed.UpdatedAt, new() { ["item"] = ByeolJson.Write(reviewed) });
    }

    private void EndReviews()
    {
        foreach (var timer in reviews.Values)
            timer.Dispose();
        reviews.Clear();
    }
}
