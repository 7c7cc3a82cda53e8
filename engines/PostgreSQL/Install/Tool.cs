using System.Diagnostics;
using System.Text;

namespace Platform.Engines.PostgreSQL.Install;

/// <summary>Short-lived programs that preparing takes (npm, initdb, chown): run to the end, their words kept for a message.</summary>
internal static class Tool
{
    public sealed record Result(int ExitCode, string Output)
    {
        /// <summary>The last lines, which is where programs say what went wrong.</summary>
        public string Tail => string.Join('\n', Output.TrimEnd().Split('\n').TakeLast(12));
    }

    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<Result> RunAsync(
        IReadOnlyList<string> command,
        string? directory = null,
        IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancellationToken = default
    )
    {
        var output = new StringBuilder();
        using var process = Start(command, directory, environment, line => Append(output, line));
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output)
        {
            return new Result(process.ExitCode, output.ToString());
        }
    }

    /// <summary>Starts a program whose standard input the caller holds open.</summary>
    public static Process Start(
        IReadOnlyList<string> command,
        string? directory,
        IReadOnlyDictionary<string, string>? environment,
        Action<string> onLine
    )
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        DataReceivedEventHandler forward = (_, line) =>
        {
            if (line.Data is { } text)
            {
                onLine(text);
            }
        };
        process.OutputDataReceived += forward;
        process.ErrorDataReceived += forward;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Append(StringBuilder output, string line)
    {
        lock (output)
        {
            output.Append(line).Append('\n');
        }
    }
}
