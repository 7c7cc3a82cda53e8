using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary>A manifest being written; the writer stands inside the object of the resource at hand.</summary>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext,
    string manifestPath,
    Utf8JsonWriter writer,
    CancellationToken cancellationToken = default
)
{
    private readonly ManifestReferences _references = new();

    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The manifest's path; other paths are written relative to its directory.</summary>
    public string ManifestPath { get; } = manifestPath;

    public Utf8JsonWriter Writer { get; } = writer;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    internal ManifestReferences References => _references;

    internal IPortAllocator Ports { get; } = new PortAllocator();

    /// <summary>A path as seen from the manifest, with slashes; null for null.</summary>
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(ManifestPath)) ?? "/";
        return Path.GetRelativePath(directory, path).Replace('\\', '/');
    }

    /// <summary>Writes a container's fields.</summary>
    public Task WriteContainerAsync(ContainerResource container)
    {
        ArgumentNullException.ThrowIfNull(container);
        return ContainerManifest.WriteAsync(this, container);
    }

    /// <summary>Writes <c>connectionString</c> where the resource has one.</summary>
    public void WriteConnectionString(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (resource is IResourceWithConnectionString { ConnectionStringExpression: { } expression })
        {
            Writer.WriteString("connectionString", Completed(PrintAsync(expression)) ?? "");
        }
    }

    /// <summary>Writes <c>bindings</c> where the resource has endpoints.</summary>
    public void WriteBindings(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        BindingsManifest.Write(this, resource);
    }

    /// <summary>Writes <c>env</c> where the resource has environment variables.</summary>
    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var variables = await EnvironmentEvaluator
            .CollectAsync(resource, ExecutionContext, cancellationToken: CancellationToken)
            .ConfigureAwait(false);
        if (variables.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("env");
        foreach (var (name, value) in variables)
        {
            Writer.WriteString(name, await PrintAsync(value, resource).ConfigureAwait(false) ?? "");
        }

        Writer.WriteEndObject();
    }

    /// <summary>Writes <c>args</c> where the resource has arguments.</summary>
    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var arguments = await ArgumentsEvaluator
            .CollectAsync(resource, ExecutionContext, cancellationToken: CancellationToken)
            .ConfigureAwait(false);
        if (arguments.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray("args");
        foreach (var value in arguments)
        {
            Writer.WriteStringValue(await PrintAsync(value, resource).ConfigureAwait(false) ?? "");
        }

        Writer.WriteEndArray();
    }

    /// <summary>Writes the resources that a value refers to, once, after those of the model.</summary>
    public void TryAddDependentResources(object? value) => _references.Add(value);

    /// <summary>Writes a parameter's fields.</summary>
    internal void WriteParameter(ParameterResource parameter) => ParameterManifest.Write(this, parameter);

    /// <summary>A value with placeholders for what is known at deployment only. What it refers to is noted.</summary>
    internal ValueTask<string?> PrintAsync(object? value, IResource? caller = null)
    {
        _references.Add(value is IResourceBuilder<IResource> builder ? builder.Resource : value);
        var scope = new ValueScope(ExecutionContext, caller, ResourceNetwork.Of(caller));
        return ValueResolver.ResolveAsync(value, scope, new ManifestPrinter(_references), CancellationToken);
    }

    // Placeholders wait for nothing; only a value provider with a printer of its own could, and there is none.
    private static string? Completed(ValueTask<string?> value) =>
        value.IsCompleted
            ? value.GetAwaiter().GetResult()
            : throw new InvalidOperationException("A manifest's placeholder was not at hand at once.");
}
