using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Logs;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host.Runs;

/// <summary>An engine in the child process, which has a connection of its own to it.</summary>
internal sealed class ChildRun : IEngineRun
{
    // The end of a process is known a moment after the end of its connections.
    private static readonly TimeSpan s_postMortem = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _snapshotTurn = new(1, 1);
    private readonly CancellationTokenSource _hurry = new();
    private readonly Lock _lock = new();
    private readonly RunLog _log = new();
    private readonly EngineChild _child;
    private readonly MessageConnection _connection;
    private readonly string _resource;
    private readonly TimeSpan _grace;
    private readonly Func<CancellationToken, Task> _leave;
    private TaskCompletionSource? _snapshot;
    private Task? _stopping;

    private ChildRun(EngineChild child, MessageConnection connection, string resource, TimeSpan grace, Func<CancellationToken, Task> leave)
    {
        (_child, _connection, _resource, _grace, _leave) = (child, connection, resource, grace, leave);
        child.Attach(_log);
    }

    /// <summary>The child's, which it shares with the other engines.</summary>
    public int? ProcessId => _child.ProcessId;

    public Stream Output => _log.Output;

    public Stream Error => _log.Error;

    public Task<int> Completion => _exit.Task;

    /// <summary>Whether a start failed because the child was ending, and not because of the engine.</summary>
    public static async Task<bool> WasEndingAsync(EngineChild child, EngineException failure)
    {
        if (failure.InnerException is not (SocketException or EndOfStreamException))
        {
            return false;
        }

        await Task.WhenAny(child.Completion, Task.Delay(s_postMortem));
        return !child.Lives;
    }

    /// <summary>Starts the engine; it is ready when this returns.</summary>
    /// <param name="grace">How long it may take to stop before the process is killed.</param>
    /// <param name="leave">Called once when nothing of the run is left; not when the start fails.</param>
    public static async Task<ChildRun> StartAsync(
        EngineChild child,
        EngineStart start,
        TimeSpan grace,
        Func<CancellationToken, Task> leave,
        CancellationToken cancellationToken
    )
    {
        MessageConnection connection;
        try
        {
            connection = await child.ConnectAsync(cancellationToken);
        }
        catch (SocketException refused)
        {
            throw new EngineException(
                $"{start.Resource}: the engines' process cannot be reached: {refused.Message}. Start it again.",
                refused
            );
        }

        var run = new ChildRun(child, connection, start.Resource, grace, leave);
        try
        {
            await connection.WriteAsync(start, cancellationToken);
            _ = run.FollowAsync();
            await run._ready.Task.WaitAsync(cancellationToken);
            return run;
        }
        catch
        {
            child.Detach(run._log);
            connection.Dispose();
            throw;
        }
    }

    public async Task SnapshotAsync(string directory, CancellationToken cancellationToken)
    {
        await _snapshotTurn.WaitAsync(cancellationToken);
        try
        {
            var taken = _snapshot = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _connection.WriteAsync(new EngineCommand(directory), cancellationToken);
            await Task.WhenAny(taken.Task, Completion).WaitAsync(cancellationToken);
            if (!taken.Task.IsCompleted)
            {
                throw new EngineException($"{_resource}: it ended while the snapshot was taken. Start it and try again.");
            }

            await taken.Task;
        }
        finally
        {
            _snapshotTurn.Release();
        }
    }

    /// <summary>In a hurry the connection is cut, upon which the child stops the engine; the process dies with the last one in it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task stopping;
        lock (_lock)
        {
            if (_stopping is null)
            {
                _stopping = Task.Run(EndAsync, CancellationToken.None);
            }
            else if (!_exit.Task.IsCompleted)
            {
                _hurry.Cancel();
            }

            stopping = _stopping;
        }

        await using (cancellationToken.Register(_hurry.Cancel))
        {
            await stopping;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Output.DisposeAsync();
        await Error.DisposeAsync();
    }

    private async Task EndAsync()
    {
        try
        {
            if (!Completion.IsCompleted)
            {
                await _connection.WriteAsync(EngineCommand.Stop, _hurry.Token);
                await Completion.WaitAsync(_grace, _hurry.Token);
            }
        }
        catch (TimeoutException)
        {
            // An engine that hangs has to go, and there is no other way: its neighbours are started again.
            _log.Write(LogLevel.Error, $"'{_resource}' did not stop within {_grace.TotalSeconds:0.##} s; the engines' process is killed.");
            await _child.StopAsync(new CancellationToken(canceled: true));
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // In a hurry, or the child is gone already.
        }

        _connection.Dispose();
        await Completion;
        _child.Detach(_log);
        await _leave(_hurry.Token);
    }

    /// <summary>Takes in what the child tells, until the end of the connection.</summary>
    private async Task FollowAsync()
    {
        int? exitCode = null;
        try
        {
            while (await _connection.ReadAsync<EngineEvent>() is { } happened)
            {
                Take(happened);
                exitCode ??= happened.Kind == EngineEventKind.Exited ? int.Parse(happened.Text!, CultureInfo.InvariantCulture) : null;
            }
        }
        catch (InvalidDataException wrong)
        {
            _log.Write(LogLevel.Error, $"The engines' process cannot be understood: {wrong.Message}");
        }

        var code = exitCode ?? await PostMortemAsync();
        _ready.TrySetException(
            new EngineException(
                $"{_resource}: the engines' process ended with exit code {code} while it started. {_child.Errors()}",
                new EndOfStreamException()
            )
        );
        _log.Complete();
        _exit.TrySetResult(code);
    }

    private void Take(EngineEvent happened)
    {
        switch (happened.Kind)
        {
            case EngineEventKind.Log:
                _log.Write(LogLevel.Information, happened.Text!);
                break;
            case EngineEventKind.ErrorLog:
                _log.Write(LogLevel.Error, happened.Text!);
                break;
            case EngineEventKind.Ready:
                _ready.TrySetResult();
                break;
            case EngineEventKind.Failed:
                _ready.TrySetException(new EngineException($"{_resource}: {happened.Text}"));
                break;
            case EngineEventKind.SnapshotTaken:
                _snapshot?.TrySetResult();
                break;
            case EngineEventKind.SnapshotFailed:
                _snapshot?.TrySetException(new EngineException($"{_resource}: {happened.Text}"));
                break;
        }
    }

    /// <summary>The connection ended without a word: the child's exit code, once its last words are in the log; 128 + 9 when it lives on.</summary>
    private async Task<int> PostMortemAsync()
    {
        const int Killed = 137;
        if (_hurry.IsCancellationRequested)
        {
            return Killed;
        }

        try
        {
            await Task.WhenAll(_child.Completion, _child.OutputRead).WaitAsync(s_postMortem);
            var code = await _child.Completion;
            // It ended, though nobody asked this engine to: that is no success, whatever the process says.
            return code == 0 ? Killed : code;
        }
        catch (TimeoutException)
        {
            return Killed;
        }
    }
}
