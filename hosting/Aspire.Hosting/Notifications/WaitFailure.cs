namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says what happened to a resource that others wait for.</summary>
internal static class WaitFailure
{
    private const int LogLines = 15;

    public static string Describe(ResourceEvent failed, ResourceLoggerService loggers)
    {
        var what = failed.Snapshot.State?.Text switch
        {
            var s when s == KnownResourceStates.FailedToStart => "failed to start",
            var s when failed.Snapshot.ExitCode is { } code => $"ended in the state '{s}' with exit code {code}",
            var s => $"is in the state '{s}'",
        };
        return $"Resource '{failed.ResourceId}' {what}.{LastLines(failed.ResourceId, loggers)}";
    }

    public static string LastLines(string instanceId, ResourceLoggerService loggers)
    {
        var lines = loggers.GetLog(instanceId).Snapshot();
        return lines.Count == 0
            ? " It printed nothing."
            : $" Its last log lines:{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(LogLines).Select(l => "  " + l.Content))}";
    }
}
