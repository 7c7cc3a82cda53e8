using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Hands everything on to the real builder; how it is built is all that differs.</summary>
internal abstract class TestingBuilder(DistributedApplicationBuilder inner) : IDistributedApplicationTestingBuilder
{
    protected DistributedApplicationBuilder Inner => inner;

    public ConfigurationManager Configuration => inner.Configuration;

    public string AppHostDirectory => inner.AppHostDirectory;

    public Assembly? AppHostAssembly => inner.AppHostAssembly;

    public IHostEnvironment Environment => inner.Environment;

    public IServiceCollection Services => inner.Services;

    public IDistributedApplicationEventing Eventing => inner.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => inner.ExecutionContext;

    public IResourceCollection Resources => inner.Resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => inner.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => inner.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public abstract Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}

/// <summary>The builder of an AppHost, held at its Build.</summary>
internal sealed class AppHostBuilder : TestingBuilder
{
    private readonly ConfiguredFactory _factory;

    private AppHostBuilder(ConfiguredFactory factory, DistributedApplicationBuilder inner)
        : base(inner) => _factory = factory;

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        DistributedApplicationTestingBuilderOptions options,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        var factory = new ConfiguredFactory(entryPoint, args, configure) { EnableDashboard = options.EnableDashboard };
        try
        {
            return new AppHostBuilder(factory, await factory.CreateBuilderAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            await factory.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        _factory.BuildAsync(cancellationToken);

    public override ValueTask DisposeAsync() => _factory.DisposeAsync();

    private sealed class ConfiguredFactory(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure
    ) : DistributedApplicationFactory(entryPoint, args)
    {
        protected override void OnBuilderCreating(
            DistributedApplicationOptions applicationOptions,
            HostApplicationBuilderSettings hostOptions
        ) => configure(applicationOptions, hostOptions);
    }
}

/// <summary>A builder without an AppHost.</summary>
internal sealed class EmptyBuilder(DistributedApplicationBuilder inner) : TestingBuilder(inner)
{
    private DistributedApplication? _application;

    public static IDistributedApplicationTestingBuilder Create(
        DistributedApplicationTestingBuilderOptions options,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure
    )
    {
        ArgumentNullException.ThrowIfNull(args);
        var applicationOptions = new DistributedApplicationOptions { Args = args };
        BuilderHook.Current = new DefaultsHook(options, args, configure);
        try
        {
            return new EmptyBuilder(new DistributedApplicationBuilder(applicationOptions));
        }
        finally
        {
            BuilderHook.Current = null;
        }
    }

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(_application = Inner.Build());

    public override ValueTask DisposeAsync() => _application?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class DefaultsHook(
        DistributedApplicationTestingBuilderOptions options,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure
    ) : BuilderHook
    {
        public override void OnCreating(DistributedApplicationOptions applicationOptions, HostApplicationBuilderSettings hostOptions)
        {
            TestDefaults.Apply(applicationOptions, hostOptions, options.EnableDashboard, args);
            configure(applicationOptions, hostOptions);
        }

        public override async Task OnRunAsync(DistributedApplication application, CancellationToken cancellationToken)
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            await application.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
