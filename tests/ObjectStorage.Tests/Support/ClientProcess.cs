using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>What a client that was run to its end said.</summary>
public sealed record ClientProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <exception cref="Win32Exception">There is no such program.</exception>
    public static async Task<ClientProcess> RunAsync(
        string file,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{file} {string.Join(' ', arguments)} did not end within {Patience}.");
        }
    }

    /// <summary>Where a program lies; null where it is not installed.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, program))
            .FirstOrDefault(File.Exists);

    /// <summary>What it wrote; fails the test, telling why, where it did not end well.</summary>
    public string ShouldSucceed()
    {
        ExitCode.ShouldBe(0, $"{Output}\n{Error}");
        return Output;
    }
}
