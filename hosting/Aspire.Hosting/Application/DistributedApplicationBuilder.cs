using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Builds a graph of resources.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly AppHostLocation _location;
    private readonly DistributedApplicationExecutionContextOptions _executionContextOptions;
    private readonly DistributedApplicationEventing _eventing = new();
    private readonly BuilderHook? _hook = BuilderHook.Current;
    private bool _built;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args }) { }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { DisableDefaults = true };
        _hook?.OnCreating(options, settings);
        AppHostAssembly = options.Assembly;
        if (_hook is null && AppHostAssembly == Assembly.GetEntryAssembly())
        {
            EntryPointErrors.TellWithoutTrace();
        }
        _location = AppHostLocation.Find(options, AppHostAssembly);
        var extensions = HostExtensions.Load();
        var args = extensions.Aggregate(settings.Args ?? options.Args ?? [], (current, extension) => extension.ReadArguments(current));

        settings.EnvironmentName ??=
            System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? System.Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT");
        settings.ApplicationName ??= _location.Name;
        settings.ContentRootPath ??= Directory.Exists(_location.Directory) ? _location.Directory : AppContext.BaseDirectory;
        var overrides = settings.Configuration;
        settings.Configuration = null;
        _host = new HostApplicationBuilder(settings);
        AppHostConfiguration.AddSources(_host.Configuration, _location, _host.Environment.EnvironmentName, AppHostAssembly, args);
        if (overrides is not null)
        {
            _host.Configuration.AddConfiguration(overrides);
        }
        _executionContextOptions = AppHostConfiguration.ReadOperation(_host.Configuration);
        ExecutionContext = new DistributedApplicationExecutionContext(_executionContextOptions);
        Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["AppHost:Directory"] = _location.Directory,
                ["AppHost:Path"] = _location.Path,
                ["AppHost:Sha256"] = _location.Hash(ExecutionContext.Operation),
                ["AppHost:DashboardApplicationName"] = options.DashboardApplicationName ?? _location.Name,
                ["AppHost:ContainerRegistryOverride"] = options.ContainerRegistryOverride,
            }
        );
        HostServices.Add(this, options, _eventing);
        foreach (var extension in extensions)
        {
            extension.Configure(this);
        }
        _hook?.OnCreated(this);
    }

    /// <inheritdoc />
    public ConfigurationManager Configuration => _host.Configuration;

    /// <inheritdoc />
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc />
    public IServiceCollection Services => _host.Services;

    /// <summary>Logging of the host itself.</summary>
    internal ILoggingBuilder Logging => _host.Logging;

    /// <inheritdoc />
    public string AppHostDirectory => _location.Directory;

    /// <summary>The AppHost's directory and name.</summary>
    public string AppHostPath => _location.Path;

    /// <inheritdoc />
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc />
    public IDistributedApplicationEventing Eventing => _eventing;

    /// <inheritdoc />
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc />
    public IResourceCollection Resources { get; } = new ResourceCollection();

    /// <inheritdoc />
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        ModelName.Validate(resource);
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc />
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <inheritdoc />
    public DistributedApplication Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("Build can be called once.");
        }
        _built = true;
        _hook?.OnBuilding(this);
        var application = new DistributedApplication(_host.Build(), _hook);
        _executionContextOptions.Services = application.Services;
        _eventing.Logger = application.Services.GetRequiredService<ILogger<DistributedApplicationEventing>>();
        _hook?.OnBuilt(application);
        return application;
    }
}
