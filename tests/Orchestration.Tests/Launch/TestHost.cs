using System.Diagnostics;

namespace Orchestration.Tests.Launch;

/// <summary>A host of its own process, which a test may kill; it does not outlive the test.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly Process process;

    public TestHost(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Orchestration.TestHost.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        process = Process.Start(start)!;
    }

    public int Id => process.Id;

    public async Task<int> ReadNumberAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Children.Patience);
        return int.Parse(line.ShouldNotBeNull());
    }

    /// <summary>The rest of the next line that begins so.</summary>
    public async Task<string> ReadAfterAsync(string prefix)
    {
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Children.Patience) is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line[prefix.Length..];
            }
        }

        throw new InvalidOperationException($"The host ended without '{prefix}': {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Completes with its exit code and what it had still to say.</summary>
    public async Task<(int ExitCode, string Output, string Error)> EndAsync()
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Children.Patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>What a terminal does at Ctrl+C.</summary>
    public void Interrupt() =>
        Process.Start("kill", ["-INT", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>kill -9, and nothing else.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
