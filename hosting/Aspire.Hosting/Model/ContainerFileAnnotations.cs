namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts files into a container when it is created.</summary>
public sealed class ContainerFileSystemCallbackAnnotation : IResourceAnnotation
{
    /// <summary>The directory in the container.</summary>
    public required string DestinationPath { get; init; }

    /// <summary>The user id of items that say none. Default: 0.</summary>
    public int? DefaultOwner { get; init; }

    /// <summary>The group id of items that say none. Default: 0.</summary>
    public int? DefaultGroup { get; init; }

    /// <summary>Permissions taken away from items that say none. Default: 0022.</summary>
    public UnixFileMode? Umask { get; set; }

    public required Func<
        ContainerFileSystemCallbackContext,
        CancellationToken,
        Task<IEnumerable<ContainerFileSystemItem>>
    > Callback { get; init; }
}

/// <summary>What the making of files for a container works on.</summary>
public sealed class ContainerFileSystemCallbackContext
{
    public required IServiceProvider Services { get; init; }

    [Obsolete("Use Services.")]
    public IServiceProvider ServiceProvider
    {
        get => Services;
        init => Services = value;
    }

    /// <summary>The resource.</summary>
    public required IResource Model { get; init; }
}

/// <summary>The image takes files from another resource.</summary>
public sealed class ContainerFilesDestinationAnnotation : IResourceAnnotation
{
    public required IResource Source { get; init; }

    /// <summary>The directory in the image.</summary>
    public required string DestinationPath { get; init; }
}

/// <summary>A path in the image that others take files from.</summary>
public sealed class ContainerFilesSourceAnnotation : IResourceAnnotation
{
    public required string SourcePath { get; init; }
}
