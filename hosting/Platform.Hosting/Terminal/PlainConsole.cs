using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run;
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
    TerminalNews news,
    IEnumerable<IDashboardAddress> dashboards,
    TextWriter output
) : BackgroundService
{
    private const int FailureLines = 15;

    private readonly Lock _writing = new();
    private readonly ReportChannel? _report = options.Report is { } descriptor ? ReportChannel.Open(descriptor) : null;
    private readonly long _started = time.GetTimestamp();
    private readonly int _nameWidth = NameWidth(model);
    private readonly LogPrinter _logs = new(loggers, output, options.Colours, NameWidth(model));
    private GraphVerdict _verdict = GraphVerdict.Starting;
    private bool _announced;
    private bool _concluded;

    /// <summary>Aligns what follows the names of a graph's resources.</summary>
    public static int NameWidth(DistributedApplicationModel model) =>
        model.Resources.Select(r => r.Name.Length + (r.Annotations.OfType<ReplicaAnnotation>().Any() ? 2 : 0)).DefaultIfEmpty().Max();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var telling = TellNewsAsync(stoppingToken);
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
        await telling.ConfigureAwait(false);
    }

    private async Task TellNewsAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await news.WaitAsync(stoppingToken).ConfigureAwait(false))
            {
                TellNews();
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
    }

    /// <summary>In the background standard output is a log file, where a link with a token has no place: it goes to who waits at the terminal.</summary>
    private void Tell(NewsLine line)
    {
        var text = line.Format(hyperlink: false);
        if (line.Link is null || _report is null)
        {
            Print(text);
        }
        else
        {
            Report(text);
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
            if (_report is not null && !_concluded)
            {
                _concluded = true;
                await DashboardToldAsync().ConfigureAwait(false);
                _report.Conclude("healthy");
            }
        }
        else if (_verdict == GraphVerdict.Failed)
        {
            var failed = progress.Instances.Values.Where(i => Verdict.Of(i.Event) == GraphVerdict.Failed).Select(i => i.Id).ToList();
            Write($"Failed: {string.Join(", ", failed)}.");
            if (_report is not null && !_concluded)
            {
                _concluded = true;
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

    /// <summary>Whoever waits for the verdict is to have the dashboard's link before it.</summary>
    private async Task DashboardToldAsync()
    {
        foreach (var dashboard in dashboards)
        {
            await dashboard.LoginUrl.ConfigureAwait(false);
        }
        TellNews();
    }

    private void TellNews()
    {
        // Under the lock: when this returns, what was told before is written, whoever read it.
        lock (_writing)
        {
            while (news.TryRead(out var line))
            {
                Tell(line);
            }
        }
    }

    private Task PrintLastLinesAsync(string instanceId) =>
        _logs.PrintLastAsync(instanceId, FailureLines, line => Print("         " + line));

    private void Write(string text) =>
        Print(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_started).TotalSeconds, 6:0.00}s  {text}"));

    private void Print(string line)
    {
        lock (_writing)
        {
            output.WriteLine(line);
            _report?.Say(line);
        }
    }

    private void Report(string line)
    {
        lock (_writing)
        {
            _report?.Say(line);
        }
    }
}
