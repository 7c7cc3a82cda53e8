using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Logs;
using Platform.Engines.Host.Protocol;

namespace Platform.Engines.Host.Child;

/// <summary>One run of one engine: from its start request to the end of the connection, whichever side ends it.</summary>
internal sealed class EngineSession(MessageConnection connection, EngineStarter starter)
{
    // A host that does not read must not make the engine wait, nor this process grow: lines that find no room are left out.
    private const int MostPending = 4096;

    private readonly Channel<EngineEvent> _events = Channel.CreateBounded<EngineEvent>(MostPending);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var sent = SendAsync();
        try
        {
            if (await connection.ReadAsync<EngineStart>(ending.Token) is { } start)
            {
                await ServeAsync(start, ending);
            }
        }
        catch (OperationCanceledException)
        {
            // Told to end before anything was started.
        }
        catch (Exception wrong)
        {
            await TellAsync(new EngineEvent(EngineEventKind.Failed, wrong.Message));
        }

        _events.Writer.TryComplete();
        await sent;
        connection.Dispose();
    }

    private async Task ServeAsync(EngineStart start, CancellationTokenSource ending)
    {
        using var loggers = new LineLoggerFactory(Log);
        var commands = Channel.CreateBounded<EngineCommand>(1);
        var read = ReadCommandsAsync(commands.Writer, ending);
        try
        {
            await ServeAsync(await starter(start, loggers, ending.Token), commands.Reader, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await TellAsync(Exited(0));
        }
        finally
        {
            await ending.CancelAsync();
            await read;
        }
    }

    private async Task ServeAsync(IEngineInstance engine, ChannelReader<EngineCommand> commands, CancellationToken stopping)
    {
        await TellAsync(new EngineEvent(EngineEventKind.Ready));
        try
        {
            await foreach (var command in commands.ReadAllAsync(stopping))
            {
                if (command.Snapshot is { } directory)
                {
                    await TellAsync(await SnapshotAsync(engine, directory, stopping));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }

        await TellAsync(Exited(await StopAsync(engine)));
    }

    /// <summary>Reads until told to stop, by word or by the end of the connection, and cancels then: a start that takes long is given up too.</summary>
    private async Task ReadCommandsAsync(ChannelWriter<EngineCommand> commands, CancellationTokenSource ending)
    {
        try
        {
            while (await connection.ReadAsync<EngineCommand>(ending.Token) is { Snapshot: not null } command)
            {
                await commands.WriteAsync(command, ending.Token);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or InvalidDataException)
        {
            // A peer that does not speak the protocol is no peer any more.
        }

        await ending.CancelAsync();
    }

    private static async Task<EngineEvent> SnapshotAsync(IEngineInstance engine, string directory, CancellationToken cancellationToken)
    {
        try
        {
            await engine.SnapshotAsync(directory, cancellationToken);
            return new EngineEvent(EngineEventKind.SnapshotTaken);
        }
        catch (Exception failure)
        {
            return new EngineEvent(EngineEventKind.SnapshotFailed, failure.Message);
        }
    }

    private async Task<int> StopAsync(IEngineInstance engine)
    {
        try
        {
            await engine.DisposeAsync();
            return 0;
        }
        catch (Exception failure)
        {
            await TellAsync(new EngineEvent(EngineEventKind.ErrorLog, $"Stopping failed: {failure}"));
            return 1;
        }
    }

    private void Log(LogLevel level, string line) =>
        _events.Writer.TryWrite(new EngineEvent(level >= LogLevel.Error ? EngineEventKind.ErrorLog : EngineEventKind.Log, line));

    private static EngineEvent Exited(int exitCode) => new(EngineEventKind.Exited, exitCode.ToString(CultureInfo.InvariantCulture));

    private ValueTask TellAsync(EngineEvent happened) => _events.Writer.WriteAsync(happened);

    private async Task SendAsync()
    {
        var open = true;
        await foreach (var happened in _events.Reader.ReadAllAsync())
        {
            try
            {
                if (open)
                {
                    await connection.WriteAsync(happened);
                }
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // Nobody listens any more: the reader sees the end as well, and stops the engine.
                open = false;
            }
        }
    }
}
