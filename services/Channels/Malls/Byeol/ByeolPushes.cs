using System.Collections.Concurrent;
using System.Globalization;

namespace Channels.Malls.Byeol;

/// <summary>Products on their way to 별마켓, one by one: posted once, afterwards the item, its option's price and its quantity each by a call of its own.</summary>
internal sealed class ByeolPushes(MallClient http, ByeolOptions options)
{
    private const string OptionName = "기본";

    public async Task<IReadOnlyList<PushResult>> SendAsync(IReadOnlyList<Push> batch, CancellationToken cancellationToken)
    {
        var results = new ConcurrentBag<PushResult>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(batch, parallel, async (push, stop) => results.Add(await SendAsync(push, stop)));
        return [.. results];
    }

    private async Task<PushResult> SendAsync(Push push, CancellationToken cancellationToken)
    {
        try
        {
            var known = push.Reference is { } text ? ByeolReference.Parse(text) : null;
            var reference = known ?? await CreateAsync(push, cancellationToken);
            if (reference is null)
                return new(push.ProductId, PushOutcome.Told);
            if (known is not null || reference.WasThere)
                await ChangeAsync(reference, push.Told, push.Wanted, cancellationToken);
            return new(push.ProductId, PushOutcome.Told, reference.ToString());
        }
        catch (MallException failed)
        {
            var outcome = failed switch
            {
                { Code: "item_in_review" } => PushOutcome.InReview,
                { Code: "item_not_found" or "option_not_found" } => PushOutcome.Forgotten,
                { IsPassing: true } => PushOutcome.Again,
                _ => PushOutcome.Refused,
            };
            return new(push.ProductId, outcome, Reason: failed.Message);
        }
    }

    /// <summary>Where the item is now; one that an earlier call without an answer has made is found again. Null: there is nothing to put on sale.</summary>
    private async Task<ByeolReference?> CreateAsync(Push push, CancellationToken cancellationToken)
    {
        if (!push.Wanted.OnSale)
            return null;
        var (offer, code) = (push.Wanted, ProductCode.Of(push.ProductId));
        var item = new ByeolNewItem(
            code,
            offer.Name,
            offer.NameEn,
            offer.Description,
            offer.Category,
            [new(code, OptionName, Text(offer.Price), offer.Stock)]
        );
        try
        {
            return ByeolReference.Of(
                await http.SendAsync(
                    HttpMethod.Post,
                    "items",
                    item,
                    ByeolJson.Default.ByeolNewItem,
                    ByeolJson.Default.ByeolItem,
                    cancellationToken
                ),
                wasThere: false
            );
        }
        catch (MallException refused) when (refused is { Code: "duplicate_external_id", Subject: { } there })
        {
            var found = await http.GetAsync($"items/{Uri.EscapeDataString(there)}", ByeolJson.Default.ByeolItem, cancellationToken);
            return ByeolReference.Of(found, wasThere: true);
        }
    }

    /// <summary>Whatever differs from what was told last; the quantity always, since the mall sells meanwhile and gives nothing back.</summary>
    private async Task ChangeAsync(ByeolReference reference, Offer? told, Offer wanted, CancellationToken cancellationToken)
    {
        if (told is null || told with { Price = wanted.Price, Stock = wanted.Stock } != wanted)
        {
            var status = wanted.OnSale ? "ON_SALE" : "SUSPENDED";
            var change = new ByeolItemChange(wanted.Name, wanted.NameEn, wanted.Description, wanted.Category, status);
            await http.SendAsync(
                HttpMethod.Patch,
                $"items/{reference.Item}",
                change,
                ByeolJson.Default.ByeolItemChange,
                ByeolJson.Default.ByeolItem,
                cancellationToken
            );
        }
        if (told?.Price != wanted.Price)
            await http.SendAsync(
                HttpMethod.Put,
                $"options/{reference.Option}/price",
                new(Text(wanted.Price)),
                ByeolJson.Default.ByeolPrice,
                ByeolJson.Default.ByeolOption,
                cancellationToken
            );
        await http.SendAsync(
            HttpMethod.Put,
            $"options/{reference.Option}/quantity",
            new(wanted.Stock),
            ByeolJson.Default.ByeolQuantity,
            ByeolJson.Default.ByeolOption,
            cancellationToken
        );
    }

    private static string Text(long won) => won.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the mall calls an item and its one option.</summary>
internal sealed record ByeolReference(string Item, string Option, bool WasThere)
{
    public static ByeolReference Of(ByeolItem item, bool wasThere) => new(item.ItemId, item.Options[0].OptionId, wasThere);

    public static ByeolReference Parse(string text) =>
        text.Split(' ') is [var item, var option] ? new(item, option, true) : throw new FormatException(text);

    public override string ToString() => $"{Item} {Option}";
}
