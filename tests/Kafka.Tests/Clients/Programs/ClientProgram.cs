using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;

namespace Kafka.Tests.Clients.Programs;

/// <summary>A client in a process of its own. It ends when its input does, or with this object at the latest.</summary>
internal sealed class ClientProgram : IAsyncDisposable
{
    /// <summary>For anything that a client does; generous, for other tests run beside it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _errors = new();
    private readonly List<string> _seen = [];

    private ClientProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _lines.Writer.TryComplete();
            }
            else
            {
                _lines.Writer.TryWrite(line.Data);
            }
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static ClientProgram Start(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return new ClientProgram(Process.Start(start)!);
    }

    /// <summary>Runs a program to its end; its output. Fails where it does, with what it said.</summary>
    public static async Task<string> RunAsync(string file, IEnumerable<string> arguments, string input = "")
    {
        await using var program = Start(file, [.. arguments]);
        await program._process.StandardInput.WriteAsync(input);
        program._process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        var output = new StringBuilder();
        try
        {
            await foreach (var line in program._lines.Reader.ReadAllAsync(patience.Token))
            {
                output.Append(line).Append('\n');
            }

            await program._process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{file} did not end within {Patience}. Its output:\n{output}\n{program.Errors}");
        }

        program._process.ExitCode.ShouldBe(0, $"{file} {string.Join(' ', arguments)}\n{output}\n{program.Errors}");
        return output.ToString();
    }

    /// <summary>Null where the program is there; else why it cannot be run.</summary>
    public static async Task<string?> WhyMissingAsync(string file, params string[] arguments)
    {
        try
        {
            await RunAsync(file, arguments);
            return null;
        }
        catch (Exception missing) when (missing is Win32Exception or ShouldAssertException or TimeoutException)
        {
            return missing.Message.Split('\n')[0];
        }
    }

    /// <summary>The next line of output that begins so, without that.</summary>
    public async Task<string> ExpectAsync(string prefix)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(patience.Token))
            {
                _seen.Add(line);
                if (line.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return line[prefix.Length..];
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what did come.
        }

        throw new InvalidOperationException($"No line '{prefix}…' came. Output:\n{string.Join('\n', _seen)}\n{Errors}");
    }

    /// <summary>Sends the program the line, if it reads any.</summary>
    public Task TellAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>As <c>kill -9</c>: it says goodbye to nobody.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Closes its input, which the scripts take for the request to end in order.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.ExitCode.ShouldBe(0, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }
}
