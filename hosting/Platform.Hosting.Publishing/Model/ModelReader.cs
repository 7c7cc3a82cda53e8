using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Settings;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Reads a graph as it is to be deployed to a stage. Pure: nothing is asked, written or generated, and the same graph gives the same model.</summary>
public static class ModelReader
{
    /// <exception cref="DistributedApplicationException">The graph cannot be deployed; the message names the resource and the remedy.</exception>
    public static async Task<DeploymentModel> ReadAsync(
        DistributedApplicationModel graph,
        DistributedApplicationExecutionContext context,
        Stage stage,
        StageSettings settings,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(settings.Application);
        var roles = new GraphRoles(graph, stage, settings.Application, settings.Version);
        var reader = new WorkloadReader(roles, context, StartsAfter.Steps(graph));

        var read = new List<ReadWorkload>();
        foreach (var resource in roles.With(Role.Workload))
        {
            read.Add(await reader.ReadAsync(resource, cancellationToken).ConfigureAwait(false));
        }
        var callers = new List<(string, PartPrinter)>();
        foreach (var resource in roles.With(Role.External))
        {
            callers.Add((resource.Name, await reader.ReadNamesAsync(resource, cancellationToken).ConfigureAwait(false)));
        }

        IReadOnlyList<Workload> workloads = read.ConvertAll(one => one.Workload);
        var storeReader = new StoreReader(roles, workloads);
        IReadOnlyList<Store> stores = [.. roles.With(Role.Store).Select(storeReader.Read)];
        IReadOnlyList<ExternalSystem> externals =
        [
            .. graph
                .Resources.Where(one => roles.Of(one) is Role.External or Role.Connected)
                .Select(one => ExternalReader.Read(one, roles)),
        ];
        var edges = new EdgeReader(roles, read, ByName(stores), ByName(externals)).Read(callers, settings.Network.AllowedConnections);
        return new(settings.Application, stage, graph)
        {
            Settings = settings,
            Workloads = workloads,
            Stores = stores,
            Externals = externals,
            Edges = [.. edges, .. SystemEdges.Of(workloads, stores, settings)],
            Parameters = ReadParameters(roles, read, stores, storeReader, externals),
        };
    }

    private static IReadOnlyList<DeploymentParameter> ReadParameters(
        GraphRoles roles,
        List<ReadWorkload> read,
        IReadOnlyList<Store> stores,
        StoreReader storeReader,
        IReadOnlyList<ExternalSystem> externals
    )
    {
        var parameters = new ParameterReader(roles);
        foreach (var (workload, named) in read)
        {
            parameters.UseIdentity(workload);
            foreach (var parameter in named.Parameters)
            {
                parameters.Use(parameter, workload.Name);
            }
        }
        foreach (var store in stores)
        {
            var (user, password) = storeReader.Credentials(store.Resource);
            parameters.Use(user, store.Name);
            parameters.Use(password, store.Name);
        }
        return parameters.Read(externals, stores, [.. read.Select(one => one.Workload)]);
    }

    private static Dictionary<string, T> ByName<T>(IEnumerable<T> components)
        where T : Component => components.ToDictionary(component => component.Name, StringComparer.OrdinalIgnoreCase);
}
