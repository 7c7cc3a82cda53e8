using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>Host names that go to the same workloads by the same paths.</summary>
/// <param name="Routes">The longest path first.</param>
internal sealed record ExposedHosts(IReadOnlyList<string> Hosts, IReadOnlyList<ExposedRoute> Routes)
{
    /// <summary>By its workloads: the same in every stage, where host names are not.</summary>
    public string Name => string.Join('-', Routes.Select(route => route.Workload.Name).Distinct());

    public bool IsPublic => Routes.All(route => route.Exposure.IsPublic);

    public bool Tls => Routes.Any(route => route.Exposure.Tls);

    /// <summary>Every host that something is exposed by, in the graph's order.</summary>
    public static IReadOnlyList<ExposedHosts> Of(KubernetesContext context)
    {
        var exposed = MeshNames
            .Members(context)
            .Where(workload => workload.Exposure is { Hosts.Count: > 0 })
            .Select(workload => new ExposedRoute(workload, workload.Exposure!))
            .ToList();
        return
        [
            .. exposed
                .SelectMany(route => route.Exposure.Hosts)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(host => (Host: host, Routes: RoutesOf(host, exposed)))
                .GroupBy(
                    entry =>
                        string.Join(
                            '\n',
                            entry.Routes.Select(route => $"{route.Workload.Name} {route.Exposure.Path} {route.Exposure.IsPublic}")
                        ),
                    StringComparer.Ordinal
                )
                .Select(group => new ExposedHosts([.. group.Select(entry => entry.Host)], group.First().Routes)),
        ];
    }

    private static List<ExposedRoute> RoutesOf(string host, List<ExposedRoute> exposed) =>
        [
            .. exposed
                .Where(route => route.Exposure.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
                .OrderByDescending(route => route.Exposure.Path.Length),
        ];
}

/// <summary>A path of a host, and who answers there.</summary>
internal sealed record ExposedRoute(Workload Workload, Exposure Exposure);
