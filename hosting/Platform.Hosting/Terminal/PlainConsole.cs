using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Terminal;

/// <summary>One line for each change of state: what a CI log, a pipe, <c>--logs</c> or <c>--detach</c> shows.</summary>
internal sealed class PlainConsole(
    GraphProgress progress,
    ResourceLoggerService loggers,
    DistributedApplicationModel model,
    TerminalOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    TextWriter output
) : BackgroundService
{
    private const int FailureLines = 15;

    private readonly ReportChannel? _report = options.Report is { } descriptor ? ReportChannel.Open(descriptor) : null;
    private readonly long _started = time.GetTimestamp();
    private readonly int _nameWidth = NameWidth(model);
    private readonly LogPrinter _logs = new(loggers, output, options.Colours, NameWidth(model));
    private GraphVerdict _verdict = GraphVerdict.Starting;
    private bool _announced;

    /// <summary>Aligns what follows the names of a graph's resources.</summary>
    public static int NameWidth(DistributedApplicationModel model) =>
        model.Resources.Select(r => r.Name.Length + (r.Annotations.OfType<ReplicaAnnotation>().Any() ? 2 : 0)).DefaultIfEmpty().Max();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var changed in progress.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                var before = progress.Apply(changed);
                if (changed is not null)
                {
                    await ShowAsync(changed, before?.Event).ConfigureAwait(false);
                }
                if (progress.Verdict != _verdict)
                {
                    _verdict = progress.Verdict;
                    await AnnounceAsync().ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    private async Task ShowAsync(ResourceEvent changed, ResourceEvent? before)
    {
        if (options.Logs)
        {
            _logs.Follow(changed.ResourceId);
        }
        if (Summary(changed) is { } summary && summary != Summary(before))
        {
            Write($"{changed.ResourceId.PadRight(_nameWidth)}  {summary}");
            if (Verdict.Of(changed) == GraphVerdict.Failed && !options.Logs && _report is null)
            {
                await PrintLastLinesAsync(changed.ResourceId).ConfigureAwait(false);
            }
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
            if (!_announced && StartupSummary.Slowest(progress.Timeline) is { } slowest)
            {
                Write(slowest);
            }
            _announced = true;
            progress.Timeline.Conclude();
            _report?.Conclude("healthy");
        }
        else if (_verdict == GraphVerdict.Failed)
        {
            var failed = progress.Instances.Values.Where(i => Verdict.Of(i.Event) == GraphVerdict.Failed).Select(i => i.Id).ToList();
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

    private Task PrintLastLinesAsync(string instanceId) =>
        _logs.PrintLastAsync(instanceId, FailureLines, line => Print("         " + line));

    private void Write(string text) =>
        Print(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds, 6:0.00}s  {text}"));

    private void Print(string line)
    {
        output.WriteLine(line);
        _report?.Say(line);
    }
}
