using System.Globalization;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>한빛몰: one product is one thing to sell; changes of orders may be listed late.</summary>
public sealed class HanbitMall(IOptions<SalesChannelOptions> options, TimeProvider time, MallNews news, Mischief mischief)
    : Mall(options, time, news)
{
    private const long FirstNumber = 100_000_001;

    private readonly Dictionary<string, HanbitProduct> products = [];
    private readonly List<string> codes = [];

    /// <summary>Lists a product, or replaces all of it but, when none is given, its stock.</summary>
    public (HanbitProduct Product, bool IsNew) Put(string code, HanbitProductChange given)
    {
        HanbitProduct product;
        bool isNew;
        lock (Gate)
        {
            var known = products.GetValueOrDefault(code);
            isNew = known is null;
            if (isNew && products.Count >= Options.MaxProducts)
                throw new MallException(Refusal.ProductLimit, code);
            var now = Stamp();
            product = new HanbitProduct(
                known?.Number ?? FirstNumber + codes.Count,
                code,
                given.Name ?? throw new MallException(Refusal.Invalid, "names.ko"),
                given.Price ?? throw new MallException(Refusal.Invalid, "price"),
                given.Stock ?? known?.Stock ?? throw new MallException(Refusal.Invalid, "stock"),
                known?.CreatedAt ?? now
            )
            {
                NameEn = given.NameEn,
                Description = given.Description,
                Category = given.Category,
                IsSuspended = given.IsSuspended ?? false,
                ModifiedAt = now,
            };
            products[code] = product;
            if (isNew)
                codes.Add(code);
        }
        ProductsChanged();
        return (product, isNew);
    }

    public HanbitProduct Patch(string code, HanbitProductChange given)
    {
        HanbitProduct product;
        lock (Gate)
        {
            var known = Known(code);
            products[code] = product = known with
            {
                Name = given.Name ?? known.Name,
                NameEn = given.NameEn ?? known.NameEn,
                Description = given.Description ?? known.Description,
                Category = given.Category ?? known.Category,
                Price = given.Price ?? known.Price,
                Stock = given.Stock ?? known.Stock,
                IsSuspended = given.IsSuspended ?? known.IsSuspended,
                ModifiedAt = Stamp(),
            };
        }
        ProductsChanged();
        return product;
    }

    public HanbitProduct GetProduct(string code)
    {
        lock (Gate)
            return Known(code);
    }

    /// <summary>Oldest first.</summary>
    public (IReadOnlyList<HanbitProduct> Products, int Total) Page(int skip, int take)
    {
        lock (Gate)
            return ([.. codes.Skip(skip).Take(take).Select(code => products[code])], codes.Count);
    }

    public IReadOnlyList<HanbitProduct> NewestProducts(int limit)
    {
        lock (Gate)
            return [.. codes.TakeLast(limit).Reverse().Select(code => products[code])];
    }

    public override Offer? AnyOffer(Random random)
    {
        lock (Gate)
            return codes.Count == 0 ? null : products[codes[random.Next(codes.Count)]].ToOffer();
    }

    protected override string BuyerReason => "CHANGE_OF_MIND";

    protected override Offer? FindOffer(string product) =>
        products.TryGetValue(product, out var byCode) ? byCode.ToOffer()
        : long.TryParse(product, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= FirstNumber
        && number - FirstNumber < codes.Count
            ? products[codes[(int)(number - FirstNumber)]].ToOffer()
        : null;

    protected override void SetStock(string code, int stock) => products[code] = products[code] with { Stock = stock };

    protected override void ForgetProducts()
    {
        products.Clear();
        codes.Clear();
    }

    // To the microsecond, and no two changes share one: nothing is given out twice, also not after a restart.
    protected override string NewNumber(DateTimeOffset at) =>
        at.ToOffset(HanbitJson.Seoul).ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture);

    protected override bool GivesBack(Cancellation cancellation) => cancellation.ByBuyer || cancellation.ReasonCode != "OUT_OF_STOCK";

    protected override TimeSpan Lateness() => mischief.Lateness();

    private HanbitProduct Known(string code) =>
        products.TryGetValue(code, out var product) ? product : throw new MallException(Refusal.ProductNotFound, code);
}
