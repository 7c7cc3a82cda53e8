using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>A Secret that a workload needs in its namespace.</summary>
public sealed record NeededSecret(string Owner, string Name, IReadOnlyList<NeededKey> Keys)
{
    /// <summary>Keys that are needed percent-encoded too: each is beside it as <c>KEY-uri</c>.</summary>
    public IReadOnlyList<string> Encoded { get; init; } = [];
}

/// <param name="Key">In the Secret.</param>
public sealed record NeededKey(string Key, SecretSource Source);

/// <summary>What of a model's secrets each workload needs: no more than it uses.</summary>
public static class NeededSecrets
{
    /// <summary>At most two for each workload: secrets, and certificates of authorities.</summary>
    public static IReadOnlyList<NeededSecret> OfWorkloads(KubernetesContext context)
    {
        var sources = new SecretSources(context.Model);
        var connector = new KubernetesConnector(context);
        var needed = new List<NeededSecret>();
        foreach (var workload in context.Model.Workloads)
        {
            var connections = workload.Connections.Select(use => (Use: use, Connection: connector.Connect(workload, use))).ToList();
            var parts = workload
                .Environment.Select(entry => entry.Value)
                .Concat(workload.Arguments)
                .Concat(connections.SelectMany(both => ValuesOf(both.Use, both.Connection)))
                .SelectMany(value => value.Parts)
                .OfType<SecretPart>()
                .ToList();
            var names = parts.Select(part => part.Name).Distinct().ToList();
            if (names.Count > 0)
            {
                needed.Add(
                    new(
                        workload.Name,
                        WorkloadSecrets.NameOf(KubernetesName.Of(workload.Name)),
                        [.. names.Select(name => new NeededKey(name, sources.Of(name)))]
                    )
                    {
                        Encoded = [.. parts.Where(part => part.Format is "uri").Select(part => part.Name).Distinct()],
                    }
                );
            }
            var authorities = connections
                .Where(both => both.Connection.Certificate is not null)
                .Select(both => context.Model.FindStore(both.Use.Store)!)
                .DistinctBy(store => store.Name)
                .Select(store => new NeededKey(StoreCertificates.KeyOf(store), StoreCertificates.Of(store)!))
                .ToList();
            if (authorities.Count > 0)
            {
                needed.Add(new(workload.Name, WorkloadSecrets.CertificatesOf(KubernetesName.Of(workload.Name)), authorities));
            }
        }
        return needed;
    }

    private static IEnumerable<DeployedValue> ValuesOf(ConnectionUse use, StoreConnection connection)
    {
        yield return connection.ConnectionString;
        foreach (var property in use.Properties.Values)
        {
            if (connection.Properties.TryGetValue(property, out var value))
            {
                yield return value;
            }
        }
    }
}
