namespace Publishing.Tests.Support;

/// <summary>Schemas that are not ours: shared data, not part of the repository.</summary>
internal static class Schemas
{
    /// <summary>The folder; null where it is not there.</summary>
    public static string? Directory { get; } = Find();

    /// <summary>The file below the folder. Skips the test aloud where the folder is missing.</summary>
    /// <param name="proof">What is not proved then, as the end of a sentence.</param>
    public static string Require(string path, string proof)
    {
        Assert.SkipWhen(Directory is null, $"Not proved: {proof}. The schemas are not here; set PLATFORM_SCHEMAS to their folder.");
        return Path.Combine(Directory!, path);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_SCHEMAS") is { Length: > 0 } given)
        {
            return System.IO.Directory.Exists(given) ? given : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "schemas");
            if (System.IO.Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
