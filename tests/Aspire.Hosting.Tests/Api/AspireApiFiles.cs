namespace Aspire.Hosting.Tests.Api;

/// <summary>Finds the lists of Aspire's API: they are shared data, not part of the repository.</summary>
internal static class AspireApiFiles
{
    public static string? Directory { get; } = Find();

    public static string Require()
    {
        Assert.SkipWhen(
            Directory is null,
            "Not proved: that our public API is Aspire's. The lists are not here; set PLATFORM_SCHEMAS to the schemas folder that lies beside aspire-api."
        );
        return Directory!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PLATFORM_SCHEMAS") is { Length: > 0 } schemas)
        {
            var beside = Path.GetFullPath(Path.Combine(schemas, "..", "aspire-api"));
            return System.IO.Directory.Exists(beside) ? beside : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "aspire-api");
            if (System.IO.Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
