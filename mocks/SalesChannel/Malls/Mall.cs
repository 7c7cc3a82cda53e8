using Microsoft.Extensions.Options;

namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>What both malls do: sell what they believe to be there. Stock and orders change under one lock, so no piece is sold twice.</summary>
public abstract class Mall(IOptions<SalesChannelOptions> options, TimeProvider time, MallNews news)
{
    private readonly OrderBook orders = new(options.Value.MaxOrders);
    private DateTimeOffset last;

    protected Lock Gate { get; } = new();

    protected SalesChannelOptions Options => options.Value;

    protected TimeProvider Clock => time;

    /// <summary>A shopper buys all lines or nothing.</summary>
    public MallOrder Buy(string? buyer, IReadOnlyList<(string Product, int Quantity)> wanted)
    {
        MallOrder order;
        lock (Gate)
        {
            var lines = wanted.Select(line => new OrderLine(Sellable(line.Product), line.Quantity)).ToList();
            var taken = lines
                .GroupBy(line => line.Offer.Code)
                .Select(same => (same.First().Offer, Sum: same.Sum(line => line.Quantity)))
                .ToList();
            if (taken.Find(one => one.Sum > one.Offer.Stock).Offer is { } scarce)
                throw new MallException(Refusal.SoldOut, scarce.Code);
            foreach (var (offer, sum) in taken)
                SetStock(offer.Code, offer.Stock - sum);
            var at = Stamp();
            order = new MallOrder(NewNumber(at), Shopper.Named(buyer), lines, at);
            orders.Add(order, VisibleAt(order));
        }
        Changed(order);
        return order;
    }

    public MallOrder CancelByBuyer(string number, string? reason) =>
        Change(number, order => Cancelled(order, byBuyer: true, BuyerReason, reason ?? "단순 변심"), bySeller: false);

    public MallOrder CancelBySeller(string number, string reasonCode, string reason) =>
        Change(number, order => Cancelled(order, byBuyer: false, reasonCode, reason), bySeller: true);

    public MallOrder Acknowledge(string number, string? sellerOrderNumber) =>
        Change(
            number,
            order =>
                order.State switch
                {
                    OrderState.Cancelled => throw new MallException(Refusal.OrderCancelled, number),
                    OrderState.Paid => order with { State = OrderState.Acknowledged, SellerOrderNumber = sellerOrderNumber },
                    _ => order,
                },
            bySeller: true
        );

    public MallOrder Ship(string number, string carrier, string trackingNumber) =>
        Change(
            number,
            order =>
                order.State switch
                {
                    OrderState.Cancelled => throw new MallException(Refusal.OrderCancelled, number),
                    OrderState.Paid => throw new MallException(Refusal.NotAcknowledged, number),
                    OrderState.Acknowledged => order with
                    {
                        State = OrderState.Shipped,
                        Shipment = new Shipment(carrier, trackingNumber, time.GetUtcNow()),
                    },
                    _ => order,
                },
            bySeller: true
        );

    /// <summary>The order as the seller sees it.</summary>
    public MallOrder Get(string number)
    {
        lock (Gate)
            return orders.FindVisible(number, time.GetUtcNow()) ?? throw new MallException(Refusal.OrderNotFound, number);
    }

    /// <summary>What the seller sees of the changes after one moment, that moment excluded, oldest first.</summary>
    public IReadOnlyList<MallOrder> ChangesAfter(DateTimeOffset moment)
    {
        lock (Gate)
            return [.. orders.Changes(time.GetUtcNow()).Where(order => order.ChangedAt > moment)];
    }

    /// <summary>The orders as they are, newest first, and how many there are.</summary>
    public (IReadOnlyList<MallOrder> Orders, int Total) NewestOrders(int limit)
    {
        lock (Gate)
            return ([.. orders.Newest().Take(limit)], orders.Count);
    }

    public void Clear()
    {
        lock (Gate)
        {
            orders.Clear();
            ForgetProducts();
        }
        news.Tell();
    }

    /// <summary>Any offer that can be bought; null when there is none.</summary>
    public abstract Offer? AnyOffer(Random random);

    protected abstract string BuyerReason { get; }

    /// <summary>By the seller's code or the mall's number.</summary>
    protected abstract Offer? FindOffer(string product);

    protected abstract void SetStock(string code, int stock);

    protected abstract void ForgetProducts();

    protected abstract string NewNumber(DateTimeOffset at);

    protected abstract bool GivesBack(Cancellation cancellation);

    /// <summary>How long after it happened a buyer's change is shown to the seller.</summary>
    protected virtual TimeSpan Lateness() => TimeSpan.Zero;

    /// <summary>Called outside the lock after each change of an order, in no certain order.</summary>
    protected virtual void Changed(MallOrder order) => news.Tell();

    protected void ProductsChanged() => news.Tell();

    /// <summary>Now, but later than any moment given before.</summary>
    protected DateTimeOffset Stamp()
    {
        var now = time.GetUtcNow();
        return last = now > last ? now : last.AddMicroseconds(1);
    }

    private Offer Sellable(string product)
    {
        var offer = FindOffer(product) ?? throw new MallException(Refusal.UnknownProduct, product);
        return offer.IsOnSale ? offer : throw new MallException(Refusal.NotOnSale, product);
    }

    private MallOrder Change(string number, Func<MallOrder, MallOrder> step, bool bySeller)
    {
        MallOrder changed;
        lock (Gate)
        {
            // What a seller does not see yet is not there for him; what he sees he changes as it is by now.
            if (bySeller && orders.FindVisible(number, time.GetUtcNow()) is null)
                throw new MallException(Refusal.OrderNotFound, number);
            var order = orders.Find(number) ?? throw new MallException(Refusal.OrderNotFound, number);
            changed = step(order);
            if (ReferenceEquals(changed, order))
                return order;
            changed = changed with { ChangedAt = Stamp(), Revision = order.Revision + 1 };
            orders.Add(changed, bySeller ? DateTimeOffset.MinValue : VisibleAt(changed));
            if (changed.Cancellation is { } cancellation && GivesBack(cancellation))
                foreach (var line in changed.Lines)
                    if (FindOffer(line.Offer.Code) is { } offer)
                        SetStock(offer.Code, offer.Stock + line.Quantity);
        }
        Changed(changed);
        return changed;
    }

    // What is not late is there at once, also when its stamp is a few microseconds ahead of the clock.
    private DateTimeOffset VisibleAt(MallOrder order) =>
        Lateness() is var late && late > TimeSpan.Zero ? order.ChangedAt + late : DateTimeOffset.MinValue;

    private MallOrder Cancelled(MallOrder order, bool byBuyer, string reasonCode, string reason) =>
        order.State switch
        {
            OrderState.Cancelled => throw new MallException(Refusal.AlreadyCancelled, order.Number),
            OrderState.Shipped => throw new MallException(Refusal.AlreadyShipped, order.Number),
            _ => order with
            {
                State = OrderState.Cancelled,
                Cancellation = new Cancellation(byBuyer, reasonCode, reason, time.GetUtcNow()),
            },
        };
}
