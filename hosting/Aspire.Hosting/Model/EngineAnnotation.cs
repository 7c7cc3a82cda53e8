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
