using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Aspire.Hosting;

/// <summary>Where the AppHost's project lies and what it is called: from its assembly's metadata, never from the current directory.</summary>
internal sealed record AppHostLocation(string Directory, string Name)
{
    public string Path => System.IO.Path.Combine(Directory, Name);

    public static AppHostLocation Find(DistributedApplicationOptions options, Assembly? assembly)
    {
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToList() ?? [];
        var directory = options.ProjectDirectory ?? Metadata("apphostprojectpath") ?? AppContext.BaseDirectory;
        var name = Metadata("apphostprojectname") is { } file
            ? System.IO.Path.GetFileNameWithoutExtension(file)
            : assembly?.GetName().Name ?? "AppHost";
        return new AppHostLocation(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory)), name);

        string? Metadata(string key) => metadata.FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
    }

    /// <summary>Tells AppHosts apart: by their place when they run, by their name when what is published must not depend on the machine.</summary>
    public string Hash(DistributedApplicationOperation operation) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(operation == DistributedApplicationOperation.Publish ? Name : Path)));
}
