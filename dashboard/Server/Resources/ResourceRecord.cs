using Platform.Dashboard.Live;

namespace Platform.Dashboard.Resources;

/// <summary>One resource's past: counts its restarts and says which changes are worth a marker.</summary>
internal sealed class ResourceRecord
{
    private const int Limit = 200;

    private ResourceSnapshot? current;
    private int restarts;
    private bool hasRun;
    private string? lastHealth;

    public Queue<StateChange> Changes { get; } = new();

    /// <summary>The snapshot with its restarts counted, and the markers that the change is worth.</summary>
    public (ResourceSnapshot Known, IReadOnlyList<Marker> Markers) Take(ResourceSnapshot next, DateTimeOffset now)
    {
        var before = current;
        var noted = new List<Marker>();
        if (before?.State != next.State)
        {
            if (next.State == "Running" && hasRun)
            {
                restarts++;
                Mark("restart", "info", $"{next.Id} was started again");
            }
            else if (Ending(next) is { } ending)
            {
                Mark("state", ending.Level, ending.Text);
            }
        }
        hasRun |= next.State == "Running";
        MarkHealth(next, Mark);
        if (before is null || before.State != next.State || before.Health != next.Health)
        {
            Changes.Enqueue(new StateChange(now, next.State, next.Health, Reason(next)));
            if (Changes.Count > Limit)
            {
                Changes.Dequeue();
            }
        }
        current = next with { Restarts = Math.Max(restarts, next.Restarts) };
        return (current, noted);

        void Mark(string kind, string level, string text) => noted.Add(new Marker(0, now, kind, level, next.Name, text));
    }

    /// <summary>Only what was healthy can become ill: nobody needs to be told that a start takes its time.</summary>
    private void MarkHealth(ResourceSnapshot next, Action<string, string, string> mark)
    {
        if (next.Health is not { } health)
        {
            lastHealth = null;
            return;
        }
        if (lastHealth is null)
        {
            lastHealth = health == "Healthy" ? health : null;
        }
        else if (lastHealth != health)
        {
            lastHealth = health;
            var level = health switch
            {
                "Healthy" => "success",
                "Degraded" => "warning",
                _ => "error",
            };
            var reason = health != "Healthy" && Reason(next) is { } why ? $": {why}" : "";
            mark("health", level, $"{next.Id} is {health.ToLowerInvariant()}{(health == "Healthy" ? " again" : reason)}");
        }
    }

    private static (string Level, string Text)? Ending(ResourceSnapshot next) =>
        next.State switch
        {
            "FailedToStart" => ("error", $"{next.Id} failed to start"),
            "RuntimeUnhealthy" => ("error", $"{next.Id} cannot run here"),
            "Exited" or "Finished" when next.ExitCode is { } code and not 0 && next.StateStyle == "error" => (
                "error",
                $"{next.Id} ended with exit code {code}"
            ),
            "Exited" or "Finished" => ("info", $"{next.Id} ended"),
            _ => null,
        };

    private static string? Reason(ResourceSnapshot snapshot) =>
        snapshot
            .HealthReports.Where(report => report.Status is "Unhealthy" or "Degraded")
            .Select(report => report.Description ?? report.Exception?.Split('\n')[0].Trim())
            .FirstOrDefault(text => !string.IsNullOrEmpty(text))
        ?? (snapshot.ExitCode is { } code ? $"exit code {code}" : null);
}
