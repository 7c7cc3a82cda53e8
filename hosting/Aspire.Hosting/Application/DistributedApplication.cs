using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>A built graph: it can be run, or published.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly BuilderHook? _hook;
    private int _disposed;

    public DistributedApplication(IHost host)
        : this(host, null) { }

    internal DistributedApplication(IHost host, BuilderHook? hook)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _hook = hook;
    }

    /// <summary>The application's services.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>The commands of the resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>A builder that takes its options from no command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <summary>A builder that reads the command line.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>A builder with explicit options.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    /// <summary>Starts the graph, or publishes it, by the operation asked for; returns when every resource has been started or has failed to.</summary>
    /// <exception cref="DistributedApplicationException">The graph is not valid; the message holds every error.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var context = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        foreach (var subscriber in Services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(eventing, context, cancellationToken).ConfigureAwait(false);
        }
        var model = Services.GetRequiredService<DistributedApplicationModel>();
        await eventing.PublishAsync(new BeforeStartEvent(Services, model), cancellationToken).ConfigureAwait(false);
        await _host.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops what runs: dependents before what they depend on.</summary>
    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Runs until it is told to stop; an error that ends it sets the exit code to 1, bad usage to 2.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_hook is not null)
        {
            await _hook.OnRunAsync(this, cancellationToken).ConfigureAwait(false);
            return;
        }
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            await _host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
            when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
        {
            // Stopped while it started: what runs by then is ended by the disposal below.
        }
        catch (Exception exception)
        {
            // Ours say what to do; of others, what a subscriber of the AppHost throws, the trace tells where it came from.
            var told = exception is DistributedApplicationException ? exception.Message : exception.ToString();
            await Console.Error.WriteLineAsync(told).ConfigureAwait(false);
            Environment.ExitCode = exception is UsageException ? 2 : 1;
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Ends what still runs and releases everything.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _host.Dispose();
        }
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public virtual void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
