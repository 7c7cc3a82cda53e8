using System.ComponentModel;

namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>A package from npm, installed once into the user's cache and never into the repository.</summary>
internal static class NpmPackage
{
    /// <returns>The folder of modules, or the reason why it cannot be had.</returns>
    public static async Task<(string? Modules, string? Missing)> InstallAsync(string name, string version)
    {
        var cache = Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
                ? set
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "platform",
            $"{name}-{version}"
        );
        var modules = Path.Combine(cache, "node_modules");
        if (Directory.Exists(modules))
            return (modules, null);
        // Into a folder of its own, then renamed: two test runs at once do not see each other's half.
        var fresh = $"{cache}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        try
        {
            var run = await ClientProcess.RunAsync(
                "npm",
                ["install", "--prefix", fresh, "--ignore-scripts", "--no-audit", "--no-fund", $"{name}@{version}"]
            );
            if (run.ExitCode != 0)
                return (null, $"npm could not install {name}@{version}: {run.Error}");
            Directory.Move(fresh, cache);
        }
        catch (Win32Exception)
        {
            return (null, "npm is missing: apt-get install nodejs npm");
        }
        catch (IOException) when (Directory.Exists(modules))
        {
            Directory.Delete(fresh, recursive: true);
        }
        return (modules, null);
    }
}
