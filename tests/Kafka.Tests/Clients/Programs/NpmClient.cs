namespace Kafka.Tests.Clients.Programs;

/// <summary>kafkajs, installed once per user into a cache outside the repository.</summary>
internal static class NpmClient
{
    private const string Version = "2.2.4";
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    private static string Cache =>
        Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "platform",
            $"kafkajs-{Version}"
        );

    private static string Modules => Path.Combine(Cache, "node_modules");

    private static string Entry => Path.Combine(Modules, "kafkajs", "index.js");

    /// <summary>Skips the test, saying what it does not prove, where kafkajs cannot be had.</summary>
    public static async Task SkipWhereMissingAsync()
    {
        var missing = await Installed.Value;
        Assert.SkipWhen(missing is not null, $"Not proved: that kafkajs {Version} finds nothing wrong with the broker. {missing}");
    }

    public static string[] Arguments(string script, params string[] arguments) =>
        ["-e", Loader, Entry, Path.Combine(AppContext.BaseDirectory, "Clients", "Scripts", script), .. arguments];

    // The script lies elsewhere than its library, and node looks for libraries beside scripts.
    private const string Loader =
        "const [kafkajs, script] = process.argv.splice(1, 2); global.kafkajs = require(kafkajs); require(script);";

    // Into a folder of its own, then renamed: two test runs at once do not see each other's half.
    private static async Task<string?> InstallAsync()
    {
        if (File.Exists(Entry))
        {
            return null;
        }

        var fresh = $"{Cache}.{Environment.ProcessId}";
        Directory.CreateDirectory(fresh);
        var why = await ClientProgram.WhyMissingAsync(
            "npm",
            "install",
            "--prefix",
            fresh,
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            $"kafkajs@{Version}"
        );
        if (why is not null)
        {
            return $"npm could not install it: {why}";
        }

        try
        {
            Directory.Move(fresh, Cache);
        }
        catch (IOException) when (File.Exists(Entry))
        {
            Directory.Delete(fresh, recursive: true);
        }

        return File.Exists(Entry) ? null : $"{Entry} is not there";
    }
}
