using System.Diagnostics;

namespace Orchestration.Tests.Launch;

/// <summary>A host of its own process, which a test may kill; it does not outlive the test.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly Process process;

    public TestHost(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true };
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

    /// <summary>kill -9, and nothing else.</summary>
    public void Kill() => process.Kill();

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}
