using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>Says that an engine can serve a container resource, and with what settings.</summary>
/// <param name="settings">Makes the settings when the resource starts; not called while only planning.</param>
public sealed class EngineAnnotation(Func<EngineSettingsContext, ValueTask<EngineSettings>> settings) : IResourceAnnotation
{
    /// <summary>Makes the settings when the resource starts.</summary>
    public Func<EngineSettingsContext, ValueTask<EngineSettings>> Settings { get; } = settings;

    /// <summary>The kind of settings, for finding an engine before their values are known; null to find it at start only.</summary>
    public Type? SettingsType { get; init; }

    /// <summary>The entrypoint that the integration itself declares: an engine stands for it, and refuses another. Null for none.</summary>
    public string? Entrypoint { get; init; }

    /// <summary>The image that the integration itself declares: an engine stands for it, and refuses another. Null for any.</summary>
    public string? Image { get; init; }

    /// <summary>The tag that the integration itself declares: with another, the engine's own version runs all the same, and says so.</summary>
    public string? Tag { get; init; }

    /// <summary>The directory of the container that holds the data: a writable mount at or below it keeps data beyond the run. Null for any mount.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Parts of the declaration that the settings hold already, so that the engine need not honour them by itself.</summary>
    public ContainerFeatures Carries { get; init; }

    internal bool KeepsData(ContainerMountAnnotation mount) =>
        !mount.IsReadOnly
        && (DataDirectory is null || $"{mount.Target.TrimEnd('/')}/".StartsWith($"{DataDirectory}/", StringComparison.Ordinal));
}

/// <summary>What the making of engine settings works on.</summary>
public sealed class EngineSettingsContext(
    DistributedApplicationExecutionContext executionContext,
    IResource resource,
    CancellationToken cancellationToken
)
{
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The resource to be served.</summary>
    public IResource Resource { get; } = resource;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The value of a parameter, an endpoint, an expression or text, as the resource sees it.</summary>
    public ValueTask<string?> ResolveAsync(object? value) =>
        ValueResolver.ResolveAsync(value, ExecutionContext, Resource, ResourceNetwork.Of(Resource), CancellationToken);
}
