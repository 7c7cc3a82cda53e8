using System.Buffers;
using System.Text.Json;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Store;

namespace Platform.Dashboard.Runs;

/// <summary>
/// Writes the run that goes on to disk: each chunk of telemetry once it is full, and what a chunk has so far every ten seconds and at the end. It follows
/// the stores at its own pace: where it falls behind, what they have dropped meanwhile is not written.
/// </summary>
internal sealed class RunRecorder : BackgroundService
{
    private static readonly TimeSpan pace = TimeSpan.FromSeconds(2);
    private const int TicksUntilOpen = 5;
    private readonly Lock gate = new();
    private readonly TelemetrySet live;
    private readonly RunArchive archive;
    private readonly ResourceBoard board;
    private readonly ConsoleHub consoles;
    private readonly TimeProvider time;
    private readonly ChangeFeed feed;
    private readonly ILogger<RunRecorder> logger;
    private readonly RunFiles files;
    private readonly long[] written;
    private readonly RunInfo info;
    private long consoleNext;
    private string? problem;

    public RunRecorder(
        TelemetrySet live,
        RunArchive archive,
        ResourceBoard board,
        ConsoleHub consoles,
        DashboardOptions options,
        ChangeFeed feed,
        ILogger<RunRecorder> logger
    )
    {
        (this.live, this.archive, this.board, this.consoles, this.feed, this.logger) = (live, archive, board, consoles, feed, logger);
        time = options.TimeProvider;
        files = archive.Files(archive.CurrentId);
        written = new long[live.Stores.Count];
        info = new RunInfo(archive.CurrentId, options.Host?.Facts.Application ?? "Telemetry", time.GetUtcNow());
    }

    /// <summary>Why the run is not written any more; null where it is.</summary>
    public string? Problem => problem;

    /// <summary>The run that goes on is there from the start: what follows it runs beside whatever the dashboard is asked.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (archive.IsKept)
        {
            Try(() => files.WriteInfo(info));
        }
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (archive.IsKept)
        {
            Flush(open: true);
            Try(() => files.WriteInfo(info with { EndedAt = time.GetUtcNow() }));
            files.Dispose();
        }
    }

    /// <summary>Writes what is new; where <paramref name="open"/> is true also of chunks that are not full.</summary>
    public void Flush(bool open)
    {
        lock (gate)
        {
            var into = new ArrayBufferWriter<byte>(1 << 20);
            for (var index = 0; index < written.Length; index++)
            {
                var store = live.Stores[index];
                while (problem is null && store.Copy(ref written[index], open, into))
                {
                    Try(() => files.Append(RunFiles.NameOf(store.Signal), into.WrittenSpan));
                    into.ResetWrittenCount();
                }
            }
        }
    }

    /// <summary>Forgets on disk what was cleared in memory: all of a signal, or what the services of the name sent.</summary>
    public void Clear(ITelemetryStore store, string? service)
    {
        lock (gate)
        {
            var kind = RunFiles.NameOf(store.Signal);
            if (!archive.IsKept)
            {
                return;
            }
            Try(() =>
            {
                var rest = service is null ? [] : files.Read(kind).Select(request => RequestFilter.Without(request, service)).ToList();
                files.Remove(kind);
                rest.ForEach(request => files.Append(kind, request));
            });
            written[live.Stores.ToList().IndexOf(store)] = store.Newest;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!archive.IsKept)
        {
            return;
        }
        Try(() => archive.MakeRoom());
        using var timer = new PeriodicTimer(pace, time);
        try
        {
            for (var tick = 1; await timer.WaitForNextTickAsync(stoppingToken); tick++)
            {
                var open = tick % TicksUntilOpen == 0;
                Flush(open);
                if (open && problem is null)
                {
                    await WriteGraphAsync(stoppingToken);
                    Try(() => archive.MakeRoom());
                    feed.Changed(Topic.Runs);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard ends: StopAsync writes the rest.
        }
    }

    private async Task WriteGraphAsync(CancellationToken cancellationToken)
    {
        Try(() => files.WriteResources(board.All));
        while (problem is null)
        {
            var page = await consoles.ReadAllAsync(new ConsoleQuery(After: consoleNext, Limit: ConsoleQuery.MostLines), cancellationToken);
            if (page.Items.Count == 0)
            {
                return;
            }
            consoleNext = page.Next;
            lock (gate)
            {
                Try(() =>
                    files.Append(RunFiles.Console, JsonSerializer.SerializeToUtf8Bytes([.. page.Items], RunsJson.Default.ListConsoleItem))
                );
            }
        }
    }

    private void Try(Action write)
    {
        try
        {
            if (problem is null)
            {
                write();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or RunException)
        {
            problem = exception.Message;
            logger.LogWarning(
                "The run is not written to {Directory} any more: {Reason} Free some space and start again.",
                files.Path,
                problem
            );
            feed.Changed(Topic.Runs);
        }
    }
}
