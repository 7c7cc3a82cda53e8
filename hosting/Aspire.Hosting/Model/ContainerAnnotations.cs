namespace Aspire.Hosting.ApplicationModel;

/// <summary>The image of a container.</summary>
public sealed class ContainerImageAnnotation : IResourceAnnotation
{
    private string? _tag;
    private string? _sha256;

    /// <summary>The registry; null for the runtime's default.</summary>
    public string? Registry { get; set; }

    /// <summary>The image without registry, tag and digest.</summary>
    public required string Image { get; set; }

    /// <summary>The tag. Setting it clears <see cref="SHA256"/>.</summary>
    public string? Tag
    {
        get => _tag;
        set
        {
            _tag = value;
            if (value is not null)
            {
                _sha256 = null;
            }
        }
    }

    /// <summary>The digest, hexadecimal. Setting it clears <see cref="Tag"/>.</summary>
    public string? SHA256
    {
        get => _sha256;
        set
        {
            _sha256 = value;
            if (value is not null)
            {
                _tag = null;
            }
        }
    }
}

/// <summary>When an image is fetched.</summary>
public enum ImagePullPolicy
{
    Default,
    Always,
    Missing,
    Never,
}

/// <summary>When the image of a container is fetched.</summary>
public sealed class ContainerImagePullPolicyAnnotation : IResourceAnnotation
{
    public required ImagePullPolicy ImagePullPolicy { get; set; }
}

/// <summary>How long a container lives.</summary>
public enum ContainerLifetime
{
    /// <summary>As long as the host.</summary>
    Session,

    /// <summary>Beyond the host.</summary>
    Persistent,
}

/// <summary>How long a resource lives.</summary>
public enum Lifetime
{
    Session,
    Persistent,
}

/// <summary>How long a container lives.</summary>
public sealed class ContainerLifetimeAnnotation : IResourceAnnotation
{
    public required ContainerLifetime Lifetime { get; set; }
}

/// <summary>What a mount shows.</summary>
public enum ContainerMountType
{
    /// <summary>A directory or file of the host.</summary>
    BindMount,

    /// <summary>A volume.</summary>
    Volume,
}

/// <summary>A mount in a container.</summary>
public sealed class ContainerMountAnnotation : IResourceAnnotation
{
    public ContainerMountAnnotation(string? source, string target, ContainerMountType type, bool isReadOnly)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (type is ContainerMountType.BindMount)
        {
            ArgumentException.ThrowIfNullOrEmpty(source);
            if (!Path.IsPathRooted(source))
            {
                throw new ArgumentException($"The source of a bind mount must be an absolute path; '{source}' is not.", nameof(source));
            }
        }
        else if (source is null && isReadOnly)
        {
            throw new ArgumentException(
                $"The anonymous volume on '{target}' cannot be read-only: nothing could ever be in it.",
                nameof(isReadOnly)
            );
        }

        Source = source;
        Target = target;
        Type = type;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The host's path or the volume's name; null for an anonymous volume.</summary>
    public string? Source { get; }

    /// <summary>The path in the container.</summary>
    public string Target { get; }

    public ContainerMountType Type { get; }

    public bool IsReadOnly { get; }
}

/// <summary>The container's own name.</summary>
public sealed class ContainerNameAnnotation : IResourceAnnotation
{
    public required string Name { get; set; }
}

/// <summary>A further name of the container on a network.</summary>
public sealed class ContainerNetworkAliasAnnotation(string alias) : IResourceAnnotation
{
    public string Alias { get; } = alias ?? throw new ArgumentNullException(nameof(alias));

    public NetworkIdentifier Network { get; set; } = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;
}

/// <summary>Whether endpoints of the resource go through the proxy.</summary>
public sealed class ProxySupportAnnotation : IResourceAnnotation
{
    public required bool ProxyEnabled { get; set; }
}

/// <summary>Adds arguments for the container runtime.</summary>
public sealed class ContainerRuntimeArgsCallbackAnnotation : IResourceAnnotation
{
    public ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = callback;
    }

    public ContainerRuntimeArgsCallbackAnnotation(Action<IList<object>> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Callback = context =>
        {
            callback(context.Args);
            return Task.CompletedTask;
        };
    }

    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback { get; }
}

/// <summary>What a callback for runtime arguments works on.</summary>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    public IList<object> Args { get; } = args ?? throw new ArgumentNullException(nameof(args));

    public CancellationToken CancellationToken { get; } = cancellationToken;
}
