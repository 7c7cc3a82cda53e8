namespace Aspire.Hosting.Tests.Golden;

/// <summary>What real Aspire wrote, and schemas: read where they lie, never copied. PLATFORM_SCHEMAS names the folder of schemas.</summary>
internal static class SharedData
{
    public static string ManifestSchema =>
        Require(Path.Combine("schemas", "aspire", "aspire-8.0.json"), "that manifests are valid by Aspire's schema");

    public static string Golden(string file) => Require(Path.Combine("aspire-golden", file), $"that we write what Aspire wrote ({file})");

    private static string Require(string path, string unproved)
    {
        var file = Directory() is { } directory ? Path.Combine(directory, path) : null;
        if (!File.Exists(file))
        {
            Assert.Skip($"Not proved: {unproved}. {path} was not found; set PLATFORM_SCHEMAS to the folder of schemas.");
        }

        return file!;
    }

    private static string? Directory()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_SCHEMAS") is { Length: > 0 } schemas)
        {
            return Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(schemas)));
        }

        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var data = Path.Combine(directory.FullName, "shared", "data");
            if (System.IO.Directory.Exists(data))
            {
                return data;
            }
        }

        return null;
    }
}
