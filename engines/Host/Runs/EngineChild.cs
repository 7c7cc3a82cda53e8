using Microsoft.Extensions.Logging;
using Platform.Engines.Host.Child;
using Platform.Engines.Host.Logs;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Platform.Engines.Host.Runs;

/// <summary>One launched child process. What it prints itself goes to the logs of all runs in it: the last words of a crash are there.</summary>
internal sealed class EngineChild : IAsyncDisposable
{
    private readonly IRun _process;
    private readonly EngineSocket _socket;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<RunLog> _logs = [];
    private readonly List<string> _errors = [];

    private EngineChild(IRun process, EngineSocket socket)
    {
        (_process, _socket) = (process, socket);
        OutputRead = Task.WhenAll(ReadAsync(process.Output, LogLevel.Information), ReadAsync(process.Error, LogLevel.Error));
    }

    public int? ProcessId => _process.ProcessId;

    public bool Lives => !_process.Completion.IsCompleted;

    public Task<int> Completion => _process.Completion;

    /// <summary>Completes when all that it printed has been read.</summary>
    public Task OutputRead { get; }

    /// <summary>How many engines run in it, or are about to. Guarded by <see cref="EngineProcess"/>.</summary>
    public int Runs { get; set; }

    /// <summary>Launches the program; it can be connected to when this returns.</summary>
    /// <exception cref="EngineException">It ended, or could not be found.</exception>
    public static async Task<EngineChild> LaunchAsync(ILauncher launcher, string directory, CancellationToken cancellationToken)
    {
        var program = typeof(EngineChild).Assembly.Location;
        var configuration = Path.ChangeExtension(program, ".runtimeconfig.json");
        if (!File.Exists(configuration))
        {
            throw new EngineException(
                $"The engines' program is not whole: {configuration} is missing. Build it: dotnet build engines/Host"
            );
        }

        Directory.CreateDirectory(directory);
        var socket = EngineSocket.In(directory);
        var process = await launcher.StartAsync(
            new LaunchSpec
            {
                Name = "engines",
                FileName = DotnetHost.Path,
                Arguments = [program, "--socket", socket.Path],
                WorkingDirectory = directory,
            },
            cancellationToken
        );
        var child = new EngineChild(process, socket);
        try
        {
            await Task.WhenAny(child._listening.Task, child.OutputRead).WaitAsync(cancellationToken);
            return child._listening.Task.IsCompleted
                ? child
                : throw new EngineException(
                    $"The engines' program ended with exit code {await process.Completion}: {child.Errors()}. Try: {DotnetHost.Path} {program}"
                );
        }
        catch
        {
            await child.DisposeAsync();
            child.DeleteSocket();
            throw;
        }
    }

    public Task<MessageConnection> ConnectAsync(CancellationToken cancellationToken) =>
        MessageConnection.OpenAsync(_socket.Path, cancellationToken);

    /// <summary>Writes what the process prints to the log of a run as well.</summary>
    public void Attach(RunLog log)
    {
        lock (_lock)
        {
            _logs.Add(log);
        }
    }

    public void Detach(RunLog log)
    {
        lock (_lock)
        {
            _logs.Remove(log);
        }
    }

    /// <param name="hurry">Cancelled, it is killed.</param>
    public Task StopAsync(CancellationToken hurry) => _process.StopAsync(hurry);

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        await OutputRead;
        await _process.DisposeAsync();
    }

    /// <summary>Not while another child lives: they listen at the same place.</summary>
    public void DeleteSocket() => _socket.Delete();

    /// <summary>The first lines that it printed as errors.</summary>
    public string Errors()
    {
        lock (_lock)
        {
            return string.Join(' ', _errors);
        }
    }

    private async Task ReadAsync(Stream stream, LogLevel level)
    {
        const int MostErrors = 20;
        using var lines = new StreamReader(stream, leaveOpen: true);
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line == EngineServer.Listening && _listening.TrySetResult())
            {
                continue;
            }

            lock (_lock)
            {
                _logs.ForEach(log => log.Write(level, line));
                if (level >= LogLevel.Error && _errors.Count < MostErrors)
                {
                    _errors.Add(line);
                }
            }
        }
    }
}
