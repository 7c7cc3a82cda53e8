using Channels.Malls;
using Channels.Products;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Problems;

namespace Channels.Apis;

/// <summary>What goes to which mall and at which price, for operators and, later, sellers' tools: the gateway does not route <c>/internal</c>.</summary>
internal static class RulesApi
{
    private const string Path = "/internal/channels/{name}/rules";

    public static void MapRules(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, GetRules).ExcludeFromDescription();
        app.MapPut(Path, PutRules).ExcludeFromDescription();
        app.MapPost("/internal/channels/products/copy", CopyProducts).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<ChannelRules>, ProblemHttpResult>> GetRules(
        string name,
        RuleStore store,
        CancellationToken cancellationToken
    ) => await store.FindAsync(name, cancellationToken) is { } rules ? TypedResults.Ok(rules) : NoMall(name);

    private static async Task<Results<Ok<ChannelRules>, ValidationProblem, ProblemHttpResult>> PutRules(
        string name,
        ChannelRules body,
        RuleStore store,
        ChannelSet channels,
        CancellationToken cancellationToken
    )
    {
        if (channels.Find(name) is not { } channel)
            return NoMall(name);
        var validation = new Validation()
            .Check(body.PricePercent is > 0 and <= 10_000, "pricePercent", "must be above 0, at most 10000.")
            .Check(body.PriceStep is >= 1 and <= 1_000_000, "priceStep", "must be from 1 to 1000000.")
            .Check(body.SafetyStock >= 0, "safetyStock", "must not be negative.")
            .Check(body.MaxStock is null or >= 0, "maxStock", "must not be negative.")
            .Check(body.Language is "ko" or "en", "language", "must be ko or en.");
        if (validation.Failed)
            return validation.ToProblem();
        await store.SetAsync(channel, body, cancellationToken);
        return TypedResults.Ok(body);
    }

    private static async Task<Ok<CopiedProducts>> CopyProducts(CatalogCopy copy, CancellationToken cancellationToken) =>
        TypedResults.Ok(new CopiedProducts(await copy.RunAsync(cancellationToken)));

    private static ProblemHttpResult NoMall(string name) => Problem.NotFound($"There is no mall {name}.");
}
