using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Insight.Api;

/// <summary>Resources that are ill or ended badly, said as failures.</summary>
internal static class ResourceTroubles
{
    private const int LastLines = 5;

    public static async Task<IReadOnlyList<FailureView>> FindAsync(
        ResourceBoard board,
        ConsoleHub console,
        CancellationToken cancellationToken
    )
    {
        var found = new List<FailureView>();
        foreach (var resource in board.All.Where(resource => !resource.IsHidden && resource.Parameter is null && IsTroubled(resource)))
        {
            var lines = await LinesAsync(resource, console, cancellationToken);
            found.Add(View(resource, board.History(resource.Id), lines));
        }
        return found;
    }

    public static bool IsTroubled(ResourceSnapshot resource) =>
        resource.State is "FailedToStart" or "RuntimeUnhealthy"
        || resource.Health is "Unhealthy" or "Degraded"
        || (resource.State is "Exited" or "Finished" && resource.ExitCode is not (null or 0) && resource.StateStyle == "error");

    /// <summary>What its failing health checks say.</summary>
    public static IReadOnlyList<string> Reasons(ResourceSnapshot resource) =>
        [
            .. resource
                .HealthReports.Where(report => report.Status is "Unhealthy" or "Degraded")
                .Select(report => report.Description ?? report.Exception?.Split('\n')[0].Trim() ?? report.Name),
        ];

    private static FailureView View(ResourceSnapshot resource, IReadOnlyList<StateChange> history, IReadOnlyList<string> lines)
    {
        var reason = Reasons(resource).FirstOrDefault() ?? (resource.ExitCode is { } code ? $"exit code {code}" : null);
        var became = resource.Health is "Unhealthy" or "Degraded" ? resource.Health.ToLowerInvariant() : resource.State ?? "unknown";
        var since = history.LastOrDefault()?.At;
        var text =
            $"{resource.Name} is {became}{(reason is null ? "" : $": {reason}")}{(since is { } at ? $", since {at.UtcDateTime:HH:mm:ss} UTC" : "")}";
        return new FailureView($"resource-{resource.Id}", "resource", resource.Health == "Degraded" ? "warning" : "error", "failing", text)
        {
            FirstSeen = since is { } began ? UnixNanoseconds.ToMilliseconds(began.ToUnixNanoseconds()) : null,
            Resource = new ResourceTrouble(resource.Id, resource.Name, resource.State, resource.Health, resource.ExitCode, reason, lines),
        };
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(
        ResourceSnapshot resource,
        ConsoleHub console,
        CancellationToken cancellationToken
    )
    {
        // Only of what has ended: the last words of a process say why; of one that runs its health check does.
        if (resource.ExitCode is null && resource.State is not "FailedToStart")
        {
            return [];
        }
        var page = await console.ReadAsync(resource.Id, new ConsoleQuery(Limit: LastLines), cancellationToken);
        return [.. page.Items.Select(line => AnsiText.Strip(line.Text))];
    }
}
