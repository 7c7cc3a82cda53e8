using System.Text.RegularExpressions;
using Platform.Hosting.Publishing.Kubernetes;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kubernetes;

/// <summary>Graphs that nobody wrote, with names and values that are hostile and legal.</summary>
public partial class RandomObjectsTests
{
    private const int Graphs = 200;
    private static readonly Lazy<Task<IReadOnlyList<(int Seed, Cluster Cluster)>>> s_clusters = new(CreateAsync);

    [Fact]
    public async Task Every_object_is_valid_and_named_as_the_api_wants_and_what_it_names_is_there()
    {
        var errors = new List<string>();
        foreach (var (seed, cluster) in await s_clusters.Value)
        {
            var found = cluster
                .Objects.Where(one => SchemaCheck.HasSchema(one.Tree))
                .SelectMany(one => SchemaCheck.Kubernetes(one.Tree))
                .Concat(cluster.Objects.Where(one => !IsName(one)).Select(one => $"{one.Kind} {one.Name}: no name"))
                .Concat(ObjectReferences.Missing(cluster));
            errors.AddRange(found.Select(error => $"{seed} {cluster.Model.Stage}: {error}"));
        }
        errors.ShouldBeEmpty(string.Join("\n", errors.Take(20)));
    }

    [Fact]
    public async Task Every_edge_has_its_policy_and_no_policy_is_without_an_edge()
    {
        foreach (var (_, cluster) in await s_clusters.Value)
        {
            NetworkPolicyTests.ShouldAllowItsEdgesAlone(cluster);
        }
    }

    private static async Task<IReadOnlyList<(int Seed, Cluster Cluster)>> CreateAsync()
    {
        var clusters = new List<(int, Cluster)>();
        for (var seed = 0; seed < Graphs; seed++)
        {
            // Each stage in turn: a quarter of the graphs for each.
            var models = (await RandomGraph.CreateAsync(seed)).Models;
            clusters.Add((seed, Cluster.Of(models[seed % models.Count])));
        }
        return clusters;
    }

    private static bool IsName(KubernetesObject one) =>
        Name().IsMatch(one.Name) && one.Name.Length <= (one.Kind is "Service" or "Namespace" ? 63 : 253);

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex Name();
}
