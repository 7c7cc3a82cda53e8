using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Runs an AppHost's entry point for a test; override its hooks to change what it builds.</summary>
/// <param name="entryPoint">A type of the AppHost's assembly, such as <c>typeof(Projects.AppHost)</c>.</param>
/// <param name="args">The command line the entry point gets.</param>
public class DistributedApplicationFactory(Type entryPoint, string[] args) : IDisposable, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private EntryPointHook? _hook;
    private Task? _entryPoint;
    private int _disposed;

    public DistributedApplicationFactory(Type entryPoint)
        : this(entryPoint, []) { }

    internal bool EnableDashboard { get; init; }

    /// <summary>Builds the application, unless it is built, and starts it.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var application = await BuildAsync(cancellationToken).ConfigureAwait(false);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.CreateHttpClient"/>
    public HttpClient CreateHttpClient(string resourceName, string? endpointName = null) =>
        Started().CreateHttpClient(resourceName, endpointName);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetEndpoint"/>
    public Uri GetEndpoint(string resourceName, string? endpointName = null) => Started().GetEndpoint(resourceName, endpointName);

    /// <inheritdoc cref="DistributedApplicationHostingTestingExtensions.GetConnectionStringAsync"/>
    public ValueTask<string?> GetConnectionString(string resourceName) => Started().GetConnectionStringAsync(resourceName);

    /// <summary>Before anything is read: options and settings of the host may still change.</summary>
    protected virtual void OnBuilderCreating(
        DistributedApplicationOptions applicationOptions,
        HostApplicationBuilderSettings hostOptions
    ) { }

    /// <summary>The builder holds no resource yet.</summary>
    protected virtual void OnBuilderCreated(DistributedApplicationBuilder applicationBuilder) { }

    /// <summary>The AppHost has added its resources.</summary>
    protected virtual void OnBuilding(DistributedApplicationBuilder applicationBuilder) { }

    /// <summary>The application is built and not started.</summary>
    protected virtual void OnBuilt(DistributedApplication application) { }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        if (_hook is { } hook)
        {
            hook.LetBuild();
            if (hook.Built.IsCompletedSuccessfully)
            {
                await (await hook.Built.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
            hook.LetEnd();
        }
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public virtual void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal Task<DistributedApplicationBuilder> CreateBuilderAsync(CancellationToken cancellationToken) =>
        Hook().Building.WaitAsync(cancellationToken);

    internal Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        var hook = Hook();
        hook.LetBuild();
        return hook.Built.WaitAsync(cancellationToken);
    }

    internal void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestDefaults.Apply(options, settings, EnableDashboard, args);
        options.AssemblyName ??= entryPoint.Assembly.GetName().Name;
        OnBuilderCreating(options, settings);
    }

    internal void Created(DistributedApplicationBuilder builder) => OnBuilderCreated(builder);

    internal void Building(DistributedApplicationBuilder builder) => OnBuilding(builder);

    internal void Built(DistributedApplication application) => OnBuilt(application);

    private DistributedApplication Started() =>
        _hook is { Built.IsCompletedSuccessfully: true } hook
            ? hook.Built.Result
            : throw new InvalidOperationException($"Call {nameof(StartAsync)} first: the application is not built.");

    private EntryPointHook Hook()
    {
        ObjectDisposedException.ThrowIf(_disposed == 1, this);
        lock (_lock)
        {
            if (_hook is null)
            {
                _hook = new EntryPointHook(this);
                _entryPoint = Task.Factory.StartNew(
                    () => RunEntryPoint(_hook),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                );
            }
            return _hook;
        }
    }

    private void RunEntryPoint(EntryPointHook hook)
    {
        BuilderHook.Current = hook;
        try
        {
            var main =
                entryPoint.Assembly.EntryPoint
                ?? throw new InvalidOperationException(
                    $"{entryPoint.Assembly.GetName().Name} has no entry point: name a type of the AppHost's assembly, such as Projects.AppHost."
                );
            var result = main.Invoke(null, main.GetParameters().Length == 0 ? null : [args]);
            (result as Task)?.GetAwaiter().GetResult();
            hook.Fail(new InvalidOperationException("The AppHost's entry point ended without building the application."));
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } exception)
        {
            hook.Fail(exception);
        }
        catch (Exception exception)
        {
            hook.Fail(exception);
        }
    }
}
