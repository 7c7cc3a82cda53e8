using System.ComponentModel;
using System.Diagnostics;
using Aspire.Hosting.Tests.Golden;

namespace Aspire.Hosting.Tests.Manifest;

/// <summary>ajv (npm) and Aspire's own schema.</summary>
internal static class ManifestJudge
{
    private const string Unproved = "Not proved: that manifests are valid by Aspire's schema.";

    /// <summary>0, or 1 with every violation.</summary>
    public static async Task<(int ExitCode, string Output)> ValidateAsync(params string[] manifests)
    {
        var schema = SharedData.ManifestSchema;
        // Beside the test's own binaries, so that the repository stays clean; installed once.
        var directory = Path.Combine(AppContext.BaseDirectory, "Manifest", "schema");
        if (!Directory.Exists(Path.Combine(directory, "node_modules", "ajv-formats")))
        {
            var install = await RunAsync("npm", directory, "install", "--no-package-lock", "--no-audit", "--no-fund");
            Assert.SkipUnless(install.ExitCode == 0, $"{Unproved} npm install failed: {install.Output}");
        }

        return await RunAsync("node", directory, ["validate.mjs", schema, .. manifests]);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception exception)
        {
            Assert.Skip($"{Unproved} '{program}' could not be started: {exception.Message}");
            throw;
        }
    }
}
