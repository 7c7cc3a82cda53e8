using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>What each resource of a graph is in a stage.</summary>
internal sealed class GraphRoles
{
    private readonly Dictionary<string, Role> roles = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<ModelPort>> ports = new(StringComparer.OrdinalIgnoreCase);

    public GraphRoles(DistributedApplicationModel graph, Stage stage, string application, string version)
    {
        (Graph, Stage, Application, Version) = (graph, stage, application, version);
        foreach (var resource in graph.Resources)
        {
            roles[resource.Name] = RoleOf(resource);
        }
    }

    public DistributedApplicationModel Graph { get; }
    public Stage Stage { get; }
    public string Application { get; }
    public string Version { get; }

    public IEnumerable<IResource> With(Role role) => Graph.Resources.Where(resource => roles[resource.Name] == role);

    /// <summary>What a resource that something refers to is. A published application stands under its source's name.</summary>
    public Role Of(IResource resource) => roles.GetValueOrDefault(resource.Name, Role.None);

    public Role OfName(string name) => roles.GetValueOrDefault(name, Role.None);

    /// <summary>Where the resource listens in a deployment. TLS of a project or JavaScript application ends before it: its https endpoints are not there.</summary>
    public IReadOnlyList<ModelPort> PortsOf(IResource resource)
    {
        if (!ports.TryGetValue(resource.Name, out var known))
        {
            known = ModelPorts.Of(resource);
            ports[resource.Name] = known;
        }
        return known;
    }

    private Role RoleOf(IResource resource)
    {
        if (resource is ExternalServiceResource or ConnectionStringParameterResource || IsGivenFromOutside(resource))
        {
            return Role.Connected;
        }
        if (resource is ParameterResource or ConnectionStringResource or IComputeEnvironmentResource)
        {
            return Role.None;
        }
        if (resource.IsExcludedFromPublish())
        {
            return Role.LeftOut;
        }
        if (resource.HasAnnotationOfType<ContainerFileSystemCallbackAnnotation>())
        {
            throw new DistributedApplicationException(
                $"'{resource.Name}' gets files when its container is created (WithContainerFiles), which no target hands on: put them into its image with .WithDockerfile, or mount them with .WithBindMount or .WithVolume."
            );
        }
        if (StoreKinds.KindOf(resource) is not null)
        {
            return Role.Store;
        }
        if (resource is PostgresDatabaseResource)
        {
            return Role.Database;
        }
        if (resource is ProjectResource or ContainerResource)
        {
            if (resource.Name.Equals(SystemComponents.Collector, StringComparison.OrdinalIgnoreCase))
            {
                throw new DistributedApplicationException(
                    $"'{resource.Name}' is what takes telemetry in wherever the graph is deployed: give the resource another name in the AppHost, or .ExcludeFromManifest(), where it is for development only."
                );
            }
            return resource.IntentOf<MockIntent>(Stage) is not null && !Stage.HasMocks() ? Role.External : Role.Workload;
        }
        return resource is IComputeResource ? throw CannotBeDeployed(resource) : Role.None;
    }

    /// <summary>Published as its connection string: somebody else has it.</summary>
    private static bool IsGivenFromOutside(IResource resource) => resource.HasAnnotationOfType<PublishAsParameterAnnotation>();

    private static DistributedApplicationException CannotBeDeployed(IResource resource) =>
        new(
            resource is ExecutableResource executable
                ? $"'{resource.Name}' runs the program '{executable.Command}', which no deployment has. Write a Dockerfile in its directory and add .PublishAsDockerFile() to it in the AppHost; or .ExcludeFromManifest(), where it is for development only."
                : $"'{resource.Name}' is a {resource.GetType().Name}, which cannot be deployed: projects, containers and JavaScript applications can. Add .ExcludeFromManifest() to it in the AppHost, where it is for development only."
        );
}

/// <summary>What a resource is in a deployment.</summary>
internal enum Role
{
    /// <summary>No component: a parameter, a compute environment …</summary>
    None,
    Workload,
    Store,

    /// <summary>In a store.</summary>
    Database,

    /// <summary>A mock where mocks are not published: the system that it plays is somebody else's.</summary>
    External,

    /// <summary>Somebody else's from the start: an external service, or a connection string given from outside.</summary>
    Connected,

    /// <summary>Excluded from publishing.</summary>
    LeftOut,
}
