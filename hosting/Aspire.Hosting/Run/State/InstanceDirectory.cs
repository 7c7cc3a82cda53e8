using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Run;

/// <summary>Everything one copy of the graph keeps on disk: one folder, which can be deleted.</summary>
internal sealed class InstanceDirectory : IDisposable
{
    /// <summary>The name of the copy that runs when none is asked for; it takes the documented ports.</summary>
    public const string DefaultName = "default";

    private bool _claimed;

    public InstanceDirectory(IConfiguration configuration)
    {
        Name = configuration["Platform:Instance"] is { Length: > 0 } name ? name : DefaultName;
        if (Name.Length > 64 || Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            throw new DistributedApplicationException(
                $"Instance name '{Name}' is not valid: letters, digits, '-' and '_' only, at most 64."
            );
        }
        IsEphemeral = configuration.GetValue<bool>("Platform:Ephemeral");
        var root =
            configuration["Platform:StateDirectory"] ?? System.IO.Path.Combine(Root(configuration["AppHost:Directory"]!), ".platform");
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, Name));
        IsDefault = Name == DefaultName && !IsEphemeral;
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary>True for the copy that takes the documented ports.</summary>
    public bool IsDefault { get; }

    /// <summary>True for a copy whose directory goes when its host ends.</summary>
    public bool IsEphemeral { get; }

    public string Logs => Create(System.IO.Path.Combine(Path, "logs"));

    /// <summary>Where an engine keeps the data of a resource.</summary>
    public string DataOf(string resourceName) => System.IO.Path.Combine(Create(System.IO.Path.Combine(Path, "data")), resourceName);

    /// <summary>A file of the instance; its folder exists.</summary>
    public string File(string name) => System.IO.Path.Combine(Create(Path), name);

    /// <summary>The directory belongs to this host from now on.</summary>
    public void Claim() => _claimed = true;

    public void Dispose()
    {
        if (IsEphemeral && _claimed && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>
    /// The repository's root, or where it was unpacked without git that of its solution, so that every AppHost in it keeps its state in one
    /// place; else the AppHost's directory.
    /// </summary>
    private static string Root(string appHostDirectory) =>
        Nearest(appHostDirectory, directory => Directory.Exists(directory + "/.git") || System.IO.File.Exists(directory + "/.git"))
        ?? Nearest(appHostDirectory, directory => Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*.sln*").Any())
        ?? appHostDirectory;

    private static string? Nearest(string start, Func<string, bool> isRoot)
    {
        for (var directory = start; directory is not null; directory = System.IO.Path.GetDirectoryName(directory))
        {
            if (isRoot(directory))
            {
                return directory;
            }
        }
        return null;
    }

    private static string Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return path;
    }
}
