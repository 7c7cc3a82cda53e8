namespace Aspire.Hosting.ApplicationModel;

/// <summary>A file or directory that is put into a container.</summary>
public abstract class ContainerFileSystemItem
{
    /// <summary>The name, without a path.</summary>
    /// <exception cref="ArgumentException">It has a path.</exception>
    public string Name
    {
        get;
        set
        {
            if (Path.GetDirectoryName(value) is { Length: > 0 })
            {
                throw new ArgumentException($"The name of a file or directory in a container has no path; '{value}' has.", nameof(value));
            }

            field = value;
        }
    } = "";

    /// <summary>The user id; null for the default of the call.</summary>
    public int? Owner { get; set; }

    /// <summary>The group id; null for the default of the call.</summary>
    public int? Group { get; set; }

    /// <summary>The permissions; 0 for the default of the call.</summary>
    public UnixFileMode Mode { get; set; }
}

/// <summary>A file that is put into a container.</summary>
public abstract class ContainerFileBase : ContainerFileSystemItem
{
    /// <summary>The text; null where <see cref="SourcePath"/> says it.</summary>
    public string? Contents { get; set; }

    /// <summary>The file on the host that is copied; null where <see cref="Contents"/> says it.</summary>
    public string? SourcePath { get; set; }

    /// <summary>Whether the container starts without it where it cannot be made.</summary>
    public bool? ContinueOnError { get; set; }
}

/// <summary>A file that is put into a container.</summary>
public sealed class ContainerFile : ContainerFileBase;

/// <summary>A certificate that is put into a container, found there by its OpenSSL hash.</summary>
public sealed class ContainerOpenSSLCertificateFile : ContainerFileBase;

/// <summary>A directory that is put into a container.</summary>
public sealed class ContainerDirectory : ContainerFileSystemItem
{
    public IEnumerable<ContainerFileSystemItem> Entries { get; set; } = [];

    /// <summary>A file, or the files and directories below a directory, of the host.</summary>
    /// <param name="updateItem">Changes each item, for example its owner.</param>
    public static IEnumerable<ContainerFileSystemItem> GetFileSystemItemsFromPath(
        string path,
        string searchPattern = "*",
        SearchOption searchOptions = SearchOption.TopDirectoryOnly,
        Action<ContainerFileSystemItem>? updateItem = null
    )
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return [Updated(new ContainerFile { Name = Path.GetFileName(full), SourcePath = full }, updateItem)];
        }

        return Directory.Exists(full)
            ? Below(full, searchPattern, searchOptions, updateItem)
            : throw new InvalidOperationException($"The path '{full}' for files of a container does not exist.");
    }

    private static List<ContainerFileSystemItem> Below(
        string directory,
        string pattern,
        SearchOption option,
        Action<ContainerFileSystemItem>? updateItem
    )
    {
        var items = new List<ContainerFileSystemItem>();
        foreach (var file in Directory.EnumerateFiles(directory, pattern).Order(StringComparer.Ordinal))
        {
            items.Add(Updated(new ContainerFile { Name = Path.GetFileName(file), SourcePath = file }, updateItem));
        }

        if (option is SearchOption.AllDirectories)
        {
            foreach (var child in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
            {
                if (Below(child, pattern, option, updateItem) is { Count: > 0 } entries)
                {
                    items.Add(Updated(new ContainerDirectory { Name = Path.GetFileName(child), Entries = entries }, updateItem));
                }
            }
        }

        return items;
    }

    private static ContainerFileSystemItem Updated(ContainerFileSystemItem item, Action<ContainerFileSystemItem>? update)
    {
        update?.Invoke(item);
        return item;
    }
}
