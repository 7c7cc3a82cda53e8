using System.Collections.Concurrent;

namespace Channels.Malls.Hanbit;

/// <summary>
/// Products on their way to 한빛몰: whole where the mall does not know them or more than figures changed, else prices and stocks in bulk. What is sent
/// once more unchanged is the stock: the mall may have sold some, or not given some back.
/// </summary>
internal sealed class HanbitPushes(MallClient http, MallOptions options)
{
    private const string NotFound = "PRODUCT_NOT_FOUND";

    public async Task<IReadOnlyList<PushResult>> SendAsync(IReadOnlyList<Push> batch, CancellationToken cancellationToken)
    {
        var whole = batch.Where(push => !OnlyFigures(push)).ToList();
        var figures = batch.Where(OnlyFigures).ToList();
        var results = new ConcurrentBag<PushResult>();
        foreach (var result in await SendFiguresAsync(figures, cancellationToken))
            results.Add(result);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(whole, parallel, async (push, stop) => results.Add(await SendWholeAsync(push, stop)));
        return [.. results];
    }

    private static bool OnlyFigures(Push push) =>
        push.Told is { } told && told == push.Wanted with { Price = told.Price, Stock = told.Stock };

    private async Task<PushResult> SendWholeAsync(Push push, CancellationToken cancellationToken)
    {
        var offer = push.Wanted;
        var product = new HanbitProduct(
            new(offer.Name, offer.NameEn),
            offer.Description,
            offer.Category,
            offer.Price,
            offer.Stock,
            offer.OnSale ? "ON_SALE" : "SUSPENDED"
        );
        try
        {
            var path = $"products/{ProductCode.Of(push.ProductId)}";
            await http.SendAsync(
                HttpMethod.Put,
                path,
                product,
                HanbitJson.Default.HanbitProduct,
                HanbitJson.Default.HanbitProduct,
                cancellationToken
            );
            return new(push.ProductId, PushOutcome.Told);
        }
        catch (MallException failed)
        {
            return new(push.ProductId, failed.IsPassing ? PushOutcome.Again : PushOutcome.Refused, Reason: failed.Message);
        }
    }

    private async Task<IEnumerable<PushResult>> SendFiguresAsync(List<Push> batch, CancellationToken cancellationToken)
    {
        var prices = batch.Where(push => push.Wanted.Price != push.Told!.Price).ToList();
        var failed = await SendPricesAsync(prices, cancellationToken);
        var stocks = batch.Where(push => !failed.ContainsKey(push.ProductId)).ToList();
        foreach (var (id, result) in await SendStocksAsync(stocks, cancellationToken))
            failed[id] = result;
        return batch.Select(push => failed.GetValueOrDefault(push.ProductId) ?? new(push.ProductId, PushOutcome.Told));
    }

    private Task<Dictionary<long, PushResult>> SendPricesAsync(List<Push> batch, CancellationToken cancellationToken)
    {
        var body = new HanbitPrices([.. batch.Select(push => new HanbitPrice(ProductCode.Of(push.ProductId), push.Wanted.Price))]);
        return SendBulkAsync(
            batch,
            stop =>
                http.SendAsync(
                    HttpMethod.Post,
                    "products/prices",
                    body,
                    HanbitJson.Default.HanbitPrices,
                    HanbitJson.Default.HanbitResults,
                    stop
                ),
            cancellationToken
        );
    }

    private Task<Dictionary<long, PushResult>> SendStocksAsync(List<Push> batch, CancellationToken cancellationToken)
    {
        var body = new HanbitStocks([.. batch.Select(push => new HanbitStock(ProductCode.Of(push.ProductId), push.Wanted.Stock))]);
        return SendBulkAsync(
            batch,
            stop =>
                http.SendAsync(
                    HttpMethod.Post,
                    "products/stocks",
                    body,
                    HanbitJson.Default.HanbitStocks,
                    HanbitJson.Default.HanbitResults,
                    stop
                ),
            cancellationToken
        );
    }

    /// <summary>Those that did not go well.</summary>
    private static async Task<Dictionary<long, PushResult>> SendBulkAsync(
        List<Push> batch,
        Func<CancellationToken, Task<HanbitResults>> send,
        CancellationToken cancellationToken
    )
    {
        if (batch.Count == 0)
            return [];
        try
        {
            var answered = (await send(cancellationToken)).Results.ToDictionary(result => result.SellerProductCode);
            return batch
                .Select(push => Read(push, answered.GetValueOrDefault(ProductCode.Of(push.ProductId))))
                .Where(result => result.Outcome != PushOutcome.Told)
                .ToDictionary(result => result.ProductId);
        }
        catch (MallException failed)
        {
            return batch.ToDictionary(
                push => push.ProductId,
                push => new PushResult(push.ProductId, PushOutcome.Again, Reason: failed.Message)
            );
        }
    }

    private static PushResult Read(Push push, HanbitResult? result) =>
        result switch
        {
            { Success: true } => new(push.ProductId, PushOutcome.Told),
            { Code: NotFound } => new(push.ProductId, PushOutcome.Forgotten, Reason: result.Message),
            { Code: { } code } => new(push.ProductId, PushOutcome.Refused, Reason: $"{code}: {result.Message}"),
            _ => new(push.ProductId, PushOutcome.Again, Reason: "The mall did not say what became of it."),
        };
}
