using System.Globalization;
using System.Text;

namespace Platform.Dashboard.Resources;

/// <summary>What resources print: of one by its line numbers, or of all interleaved.</summary>
internal static class ConsoleEndpoints
{
    private const int LinesAround = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/resources/{id}/console", OneAsync);
        routes.MapGet("/resources/{id}/console/around", AroundOneAsync);
        routes.MapGet("/resources/{id}/console/text", OneAsTextAsync);
        routes.MapGet("/console", AllAsync);
        routes.MapGet("/console/around", AroundAllAsync);
        routes.MapGet("/console/text", AllAsTextAsync);
    }

    private static async Task<IResult> OneAsync(
        string id,
        long? after,
        long? before,
        int? limit,
        string? q,
        ResourceBoard board,
        ConsoleHub hub,
        CancellationToken cancellationToken
    ) =>
        board.Find(id) is { } resource
            ? Page(await hub.ReadAsync(resource.Id, new ConsoleQuery(after, before, limit ?? 1000, q), cancellationToken))
            : ResourceProblem.NoResource(id);

    private static async Task<IResult> AllAsync(
        long? after,
        long? before,
        int? limit,
        string? q,
        ConsoleHub hub,
        CancellationToken cancellationToken
    ) => Page(await hub.ReadAllAsync(new ConsoleQuery(after, before, limit ?? 1000, q), cancellationToken));

    private static async Task<IResult> AroundOneAsync(
        string id,
        long line,
        ResourceBoard board,
        ConsoleHub hub,
        CancellationToken cancellationToken
    ) =>
        board.Find(id) is { } resource
            ? Page(await hub.AroundAsync(resource.Id, line, LinesAround, cancellationToken))
            : ResourceProblem.NoResource(id);

    private static async Task<IResult> AroundAllAsync(long line, ConsoleHub hub, CancellationToken cancellationToken) =>
        Page(await hub.AroundAsync(null, line, LinesAround, cancellationToken));

    private static async Task<IResult> OneAsTextAsync(
        string id,
        string? q,
        ResourceBoard board,
        ConsoleHub hub,
        CancellationToken cancellationToken
    ) =>
        board.Find(id) is { } resource
            ? Text(
                await hub.ReadAsync(resource.Id, new ConsoleQuery(Limit: ConsoleQuery.MostLines, Text: q), cancellationToken),
                $"{resource.Id}.log",
                named: false
            )
            : ResourceProblem.NoResource(id);

    private static async Task<IResult> AllAsTextAsync(string? q, ConsoleHub hub, CancellationToken cancellationToken) =>
        Text(
            await hub.ReadAllAsync(new ConsoleQuery(Limit: ConsoleQuery.MostLines, Text: q), cancellationToken),
            "console.log",
            named: true
        );

    private static IResult Page(ConsolePage page) => TypedResults.Json(page, ResourcesJson.Default.ConsolePage);

    private static IResult Text(ConsolePage page, string fileName, bool named)
    {
        var text = new StringBuilder();
        foreach (var line in page.Items)
        {
            if (line.At is { } at)
            {
                text.Append(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} ");
            }
            if (named)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{line.Resource}] ");
            }
            text.Append(AnsiText.Strip(line.Text)).Append('\n');
        }
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", fileName);
    }
}
