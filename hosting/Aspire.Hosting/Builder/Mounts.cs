using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ContainerResourceBuilderExtensions
{
    /// <summary>Mounts a named volume; an anonymous one where the name is null.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string? name, string target, bool isReadOnly = false)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(target);
        return Say(builder, new ContainerMountAnnotation(name, target, ContainerMountType.Volume, isReadOnly));
    }

    /// <summary>Mounts an anonymous volume.</summary>
    public static IResourceBuilder<T> WithVolume<T>(this IResourceBuilder<T> builder, string target)
        where T : ContainerResource => builder.WithVolume(name: null, target);

    /// <summary>Mounts a file or directory of the host.</summary>
    /// <param name="source">Relative to the AppHost's directory.</param>
    public static IResourceBuilder<T> WithBindMount<T>(
        this IResourceBuilder<T> builder,
        string source,
        string target,
        bool isReadOnly = false
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        ArgumentNullException.ThrowIfNull(target);
        var full = builder.ApplicationBuilder.FullPath(source);
        return Say(builder, new ContainerMountAnnotation(full, target, ContainerMountType.BindMount, isReadOnly));
    }

    /// <summary>Puts files into the container when it is created.</summary>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        IEnumerable<ContainerFileSystemItem> entries,
        int? defaultOwner = null,
        int? defaultGroup = null,
        UnixFileMode? umask = null
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(entries);
        return builder.WithContainerFiles(destinationPath, (_, _) => Task.FromResult(entries), defaultOwner, defaultGroup, umask);
    }

    /// <summary>Puts files that a callback makes into the container when it is created.</summary>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        Func<ContainerFileSystemCallbackContext, CancellationToken, Task<IEnumerable<ContainerFileSystemItem>>> callback,
        int? defaultOwner = null,
        int? defaultGroup = null,
        UnixFileMode? umask = null
    )
        where T : ContainerResource
    {
        ArgumentException.ThrowIfNullOrEmpty(destinationPath);
        ArgumentNullException.ThrowIfNull(callback);
        return Say(
            builder,
            new ContainerFileSystemCallbackAnnotation
            {
                DestinationPath = destinationPath,
                Callback = callback,
                DefaultOwner = defaultOwner,
                DefaultGroup = defaultGroup,
                Umask = umask,
            }
        );
    }

    /// <summary>Puts a file, or all below a directory, of the host into the container when it is created.</summary>
    /// <param name="sourcePath">Relative to the AppHost's directory.</param>
    public static IResourceBuilder<T> WithContainerFiles<T>(
        this IResourceBuilder<T> builder,
        string destinationPath,
        string sourcePath,
        int? defaultOwner = null,
        int? defaultGroup = null,
        UnixFileMode? umask = null
    )
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(sourcePath);
        var full = builder.ApplicationBuilder.FullPath(sourcePath);
        if (!File.Exists(full) && !Directory.Exists(full))
        {
            throw new InvalidOperationException(
                $"Resource '{builder.Resource.Name}': '{full}' does not exist, so it cannot be put into the container."
            );
        }

        // A published container brings the files along; a mount is the same for one who only declares.
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            return builder.WithBindMount(full, destinationPath);
        }

        return builder.WithContainerFiles(
            destinationPath,
            (_, _) => Task.FromResult(ContainerDirectory.GetFileSystemItemsFromPath(full, searchOptions: SearchOption.AllDirectories)),
            defaultOwner,
            defaultGroup,
            umask
        );
    }
}
