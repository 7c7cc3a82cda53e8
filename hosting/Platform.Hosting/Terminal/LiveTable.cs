using System.Collections.Concurrent;
using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platform.Hosting.Terminal;

/// <summary>
/// Keeps a table of all resources at the bottom of the terminal. Drawn on changes, at most ten times a second, and once a second for the ages.
/// The first frame waits until something has been launched: loading Spectre must not hold up the first children.
/// </summary>
internal sealed class LiveTable(
    GraphProgress progress,
    ResourceLoggerService loggers,
    DistributedApplicationModel model,
    TerminalOptions options,
    TimeProvider time,
    Screen screen,
    TerminalNews news,
    ILogger<LiveTable> logger
) : BackgroundService
{
    private const int FailureLines = 15;
    private static readonly TimeSpan s_frame = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_tick = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<string> _above = new();
    private readonly ErrorNotes _notes = new(loggers);
    private readonly LogPrinter _logs = new(loggers, screen.Writer, options.Colours, PlainConsole.NameWidth(model));
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var drawing = Task.Run(DrawAsync, CancellationToken.None);
        try
        {
            await foreach (var changed in progress.WatchAsync(stoppingToken).ConfigureAwait(false))
            {
                await TakeAsync(changed).ConfigureAwait(false);
                _wake.Writer.TryWrite(true);
            }
        }
        catch (OperationCanceledException)
        {
            // The application stops.
        }
        _wake.Writer.TryComplete();
        await drawing.ConfigureAwait(false);
    }

    private async Task TakeAsync(ResourceEvent? changed)
    {
        InstanceView? before;
        lock (_lock)
        {
            before = progress.Apply(changed);
        }
        if (changed is null)
        {
            return;
        }
        await _notes.TakeAsync(changed).ConfigureAwait(false);
        if (Verdict.Of(changed) == GraphVerdict.Failed && (before is null || Verdict.Of(before.Event) != GraphVerdict.Failed))
        {
            await _logs.PrintLastAsync(changed.ResourceId, FailureLines, _above.Enqueue).ConfigureAwait(false);
        }
    }

    private async Task DrawAsync()
    {
        using var region = new LiveRegion(screen.Writer, screen.Size);
        // Also when a second Ctrl+C ends the process where it stands.
        EventHandler restore = (_, _) => region.Dispose();
        AppDomain.CurrentDomain.ProcessExit += restore;
        using var ticks = time.CreateTimer(_ => _wake.Writer.TryWrite(true), null, s_tick, s_tick);
        FrameComposer? composer = null;
        try
        {
            await foreach (var _ in _wake.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (composer is null && HasLaunched())
                {
                    composer = new FrameComposer(model, progress, options, time);
                    Close();
                }
                if (composer is not null)
                {
                    while (news.TryRead(out var line))
                    {
                        _above.Enqueue(line.Format(hyperlink: options.Colours));
                    }
                    Draw(region, composer);
                    await Task.Delay(s_frame, time).ConfigureAwait(false);
                }
            }
            if (composer is not null)
            {
                Draw(region, composer);
            }
        }
        catch (Exception exception)
        {
            // Nobody's graph ends because its table cannot be drawn.
            logger.LogWarning(exception, "The table cannot be drawn any more. Plain lines instead: ./up --logs");
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= restore;
            Open();
        }
    }

    private bool HasLaunched()
    {
        lock (_lock)
        {
            return progress.HasLaunched;
        }
    }

    private void Draw(LiveRegion region, FrameComposer composer)
    {
        var size = screen.Size();
        Frame frame;
        lock (_lock)
        {
            frame = composer.Compose(size, _notes);
        }
        var above = new List<string>();
        while (_above.TryDequeue(out var line))
        {
            above.Add(line);
        }
        above.AddRange(frame.Above);
        region.Draw(frame.Lines, above);
    }

    private void Close()
    {
        foreach (var gate in screen.Gates)
        {
            gate.Close(line =>
            {
                _above.Enqueue(line);
                _wake.Writer.TryWrite(true);
            });
        }
    }

    private void Open()
    {
        foreach (var gate in screen.Gates)
        {
            gate.Open();
        }
        // What came between the last frame and the opening.
        while (_above.TryDequeue(out var line))
        {
            screen.Writer.Write(line + "\r\n");
        }
        screen.Writer.Flush();
    }
}
