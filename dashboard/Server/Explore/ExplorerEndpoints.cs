using Platform.Dashboard.Explorers;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Explore;

/// <summary>One API for looking into any store: list, read, query, act.</summary>
internal static class ExplorerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/explorers", (ExplorerShelf shelf) => TypedResults.Ok(new StoreList([.. shelf.Stores.Select(Store)])));
        routes.MapGet("/explorers/{id}", DescribeAsync);
        routes.MapGet(
            "/explorers/{id}/entries",
            (string id, string? path, string? after, int? limit, ExplorerShelf shelf, CancellationToken cancellationToken) =>
                AskAsync(id, shelf, explorer => explorer.ListAsync(path ?? "", Page(after, limit), cancellationToken), cancellationToken)
        );
        routes.MapGet(
            "/explorers/{id}/content",
            (string id, string? path, string? after, int? limit, ExplorerShelf shelf, CancellationToken cancellationToken) =>
                AskAsync(id, shelf, explorer => explorer.ReadAsync(path ?? "", Page(after, limit), cancellationToken), cancellationToken)
        );
        routes.MapPost(
            "/explorers/{id}/query",
            (string id, StoreQuery query, ExplorerShelf shelf, CancellationToken cancellationToken) =>
                AskAsync(id, shelf, explorer => explorer.QueryAsync(query.Path ?? "", query.Text, cancellationToken), cancellationToken)
        );
        routes.MapPost(
            "/explorers/{id}/actions/{action}",
            (string id, string action, StoreAction body, ExplorerShelf shelf, CancellationToken cancellationToken) =>
                AskAsync(
                    id,
                    shelf,
                    explorer =>
                        explorer.ActAsync(action, body.Path ?? "", body.Inputs ?? new Dictionary<string, string?>(), cancellationToken),
                    cancellationToken
                )
        );
    }

    private static Task<IResult> DescribeAsync(string id, ExplorerShelf shelf, CancellationToken cancellationToken) =>
        AskAsync(
            id,
            shelf,
            explorer =>
                Task.FromResult(new StoreDescription(id, $"{explorer.Kind}".ToLowerInvariant(), explorer.QueryLanguage, explorer.Actions)),
            cancellationToken
        );

    private static async Task<IResult> AskAsync<T>(
        string id,
        ExplorerShelf shelf,
        Func<IExplorer, Task<T>> ask,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await shelf.FindAsync(id, cancellationToken) is { } explorer
                ? TypedResults.Ok(await ask(explorer))
                : ResourceProblem.NoResource(id);
        }
        catch (ExplorerException error)
        {
            return TypedResults.Problem(
                error.Message,
                statusCode: error.Unreachable ? StatusCodes.Status502BadGateway : StatusCodes.Status400BadRequest,
                title: error.Unreachable ? "Not reachable" : "Not answered"
            );
        }
    }

    private static PageRequest Page(string? after, int? limit) => new(string.IsNullOrEmpty(after) ? null : after, limit ?? 100);

    private static StoreSummary Store(ResourceSnapshot store) => new(store.Id, store.Name, store.Explorer!, store.State, store.Health);
}
