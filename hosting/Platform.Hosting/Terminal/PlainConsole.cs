using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Terminal;

/// <summary>One line for each change of state: what a CI log, a pipe or <c>--detach</c> shows.</summary>
internal sealed class PlainConsole(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    DistributedApplicationModel model,
    TerminalOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time
) : BackgroundService
{
    private const int FailureLines = 15;

    private readonly ReportChannel? _report = options.Report is { } descriptor ? ReportChannel.Open(descriptor) : null;
    private readonly long _started = time.GetTimestamp();
    private readonly Dictionary<string, ResourceEvent> _states = new(StringComparer.OrdinalIgnoreCase);
    private GraphVerdict _verdict = GraphVerdict.Starting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var changed in notifications.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                await ShowAsync(changed, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private async Task ShowAsync(ResourceEvent changed, CancellationToken stoppingToken)
    {
        var known = _states.TryGetValue(changed.ResourceId, out var before);
        _states[changed.ResourceId] = changed;
        if (!known && options.Logs)
        {
            _ = PrintLogAsync(changed.ResourceId, stoppingToken);
        }
        if (Summary(changed) is { } summary && summary != Summary(before))
        {
            Write($"{changed.ResourceId, -18} {summary}");
            if (Verdict.Of(changed) == GraphVerdict.Failed && !options.Logs && _report is null)
            {
                await PrintLastLinesAsync(changed.ResourceId).ConfigureAwait(false);
            }
        }
        var verdict = _states.Count < model.Resources.Count ? GraphVerdict.Starting : Verdict.Of(_states.Values);
        if (verdict != _verdict)
        {
            _verdict = verdict;
            await AnnounceAsync().ConfigureAwait(false);
        }
    }

    private static string? Summary(ResourceEvent? e)
    {
        if (
            e is not { Snapshot: { State.Text: { } state, IsHidden: false } snapshot }
            || e.Resource is ParameterResource && state == KnownResourceStates.Active
        )
        {
            return null;
        }
        if (state == KnownResourceStates.Running)
        {
            var url = snapshot.Urls.FirstOrDefault(u => u.Url.StartsWith("http", StringComparison.Ordinal))?.Url;
            return $"{(snapshot.HealthStatus?.ToString() ?? state).ToLowerInvariant()}{(url is null ? "" : "  " + url)}";
        }
        return snapshot.ExitCode is { } code ? $"{state.ToLowerInvariant()} ({code})" : state.ToLowerInvariant();
    }

    private async Task AnnounceAsync()
    {
        if (_verdict == GraphVerdict.Healthy)
        {
            Write("All healthy.");
            _report?.Conclude("healthy");
        }
        else if (_verdict == GraphVerdict.Failed)
        {
            var failed = _states.Values.Where(s => Verdict.Of(s) == GraphVerdict.Failed).Select(s => s.ResourceId).ToList();
            Write($"Failed: {string.Join(", ", failed)}.");
            if (_report is not null)
            {
                foreach (var instanceId in failed)
                {
                    await PrintLastLinesAsync(instanceId).ConfigureAwait(false);
                }
                // Nobody is there to mend and restart it.
                Environment.ExitCode = 1;
                _report.Conclude("failed");
                lifetime.StopApplication();
            }
        }
    }

    private async Task PrintLastLinesAsync(string instanceId)
    {
        await foreach (var lines in loggers.GetAllAsync(instanceId).ConfigureAwait(false))
        {
            foreach (var line in lines.TakeLast(FailureLines))
            {
                Print($"         {instanceId, -18} | {line.Content}");
            }
        }
    }

    private async Task PrintLogAsync(string instanceId, CancellationToken cancellationToken)
    {
        await foreach (var batch in loggers.WatchAsync(instanceId).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                await Console.Out.WriteLineAsync($"{instanceId, -18} | {line.Content}").ConfigureAwait(false);
            }
        }
    }

    private void Write(string text) =>
        Print(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds, 6:0.00}s  {text}"));

    private void Print(string line)
    {
        Console.Out.WriteLine(line);
        _report?.Say(line);
    }
}
