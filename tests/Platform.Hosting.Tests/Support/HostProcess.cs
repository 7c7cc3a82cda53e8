using System.Diagnostics;
using System.Text;

namespace Platform.Hosting.Tests.Support;

/// <summary>The small host of Platform.Hosting.TestHost as a process, with a state directory of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("platform-terminal-");
    private readonly string _state;
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly List<(string Text, TaskCompletionSource Come)> _awaited = [];
    private readonly Task _reading;

    private HostProcess(Func<string, ProcessStartInfo> start, string arguments, string directory = "state")
    {
        _state = Path.Combine(_root.FullName, directory);
        var host = Path.Combine(AppContext.BaseDirectory, "Platform.Hosting.TestHost.dll");
        var info = start($"exec dotnet '{host}' --Platform:StateDirectory='{_state}' --DcpPublisher:RandomizePorts=true {arguments}");
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        info.Environment["TERM"] = "xterm-256color";
        info.Environment.Remove("CI");
        info.Environment.Remove("NO_COLOR");
        _process = Process.Start(info)!;
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <param name="directory">The name of the state directory.</param>
    public static HostProcess WithPipes(string arguments, string directory = "state") =>
        new(command => new ProcessStartInfo("/bin/sh", ["-c", command]), arguments, directory);

    /// <summary>Under a pseudo terminal of util-linux's script(1), 100 columns wide.</summary>
    public static HostProcess WithTerminal(string arguments) =>
        new(
            command => new ProcessStartInfo(
                "script",
                ["--quiet", "--return", "--command", "stty cols 100 rows 30; " + command, "/dev/null"]
            ),
            arguments
        );

    /// <summary>Completes when the host has written the text.</summary>
    public async Task WrittenAsync(string text)
    {
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_output)
        {
            if (_output.ToString().Contains(text))
            {
                return;
            }
            _awaited.Add((text, come));
        }
        var first = await Task.WhenAny(come.Task, _reading).WaitAsync(TimeSpan.FromSeconds(60));
        (first == come.Task || Output.Contains(text)).ShouldBeTrue($"The host ended without '{text}'. It wrote: {Output}");
    }

    /// <summary>The child process that runs engines; null when there is none.</summary>
    public int? EnginesProcess() =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && Read(pid, "cmdline").Contains("Platform.Engines.Host.dll"))
            .Where(pid => Read(pid, "stat").Split(')')[^1].Split(' ') is [_, _, var parent, ..] && parent == $"{_process.Id}")
            .Select(pid => (int?)pid)
            .SingleOrDefault();

    /// <summary>The sockets of engines that lie in its state directory.</summary>
    public IEnumerable<string> Sockets() => Directory.EnumerateFiles(_state, "engines.*", SearchOption.AllDirectories);

    /// <summary>SIGTERM, as <c>./down</c> sends it.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", $"{_process.Id}"]).WaitForExit();

    /// <summary>kill -9, and nothing else.</summary>
    public void Kill() => _process.Kill();

    public static bool Lives(int pid) => Read(pid, "stat").Split(')')[^1].Trim() is { Length: > 0 } stat && stat[0] is not 'Z';

    /// <summary>Types Ctrl+C.</summary>
    public async Task InterruptAsync()
    {
        await _process.StandardInput.WriteAsync('\x03');
        await _process.StandardInput.FlushAsync();
    }

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await _reading.WaitAsync(TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
        _root.Delete(recursive: true);
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is > 0 and var count)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, count);
                var written = _output.ToString();
                _awaited.RemoveAll(awaited => written.Contains(awaited.Text) && awaited.Come.TrySetResult());
            }
        }
    }
}
