using Publishing.Tests.Support;

namespace Publishing.Tests.Kubernetes;

public class RealObjectsTests(ITestOutputHelper output)
{
    /// <summary>What is there in its final version from Kubernetes 1.28 to 1.36; a newer one would not be understood by older clusters, an older one is gone.</summary>
    private static readonly HashSet<string> s_stable =
    [
        "v1",
        "apps/v1",
        "autoscaling/v2",
        "batch/v1",
        "networking.k8s.io/v1",
        "policy/v1",
        "rbac.authorization.k8s.io/v1",
        "scheduling.k8s.io/v1",
        "storage.k8s.io/v1",
        "apiregistration.k8s.io/v1",
    ];

    [Fact]
    public async Task Every_object_of_every_stage_is_valid()
    {
        var (errors, unchecked_) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            foreach (var one in Cluster.Of(model).Objects)
            {
                if (SchemaCheck.HasSchema(one.Tree))
                {
                    errors.AddRange(SchemaCheck.Kubernetes(one.Tree).Select(error => $"{model.Stage} {error}"));
                }
                else
                {
                    unchecked_.Add(SchemaCheck.Gvk(one.Tree));
                }
            }
        }

        output.WriteLine($"Kinds without a schema: {string.Join(", ", unchecked_)}");
        errors.ShouldBeEmpty(string.Join("\n", errors.Take(50)));
        // Gatekeeper makes these kinds itself, of the templates that stand beside them.
        unchecked_.ShouldAllBe(gvk => gvk.StartsWith("constraints.gatekeeper.sh/"));
    }

    [Fact]
    public async Task What_is_of_Kubernetes_itself_is_of_versions_that_are_final_from_1_28_to_1_36()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            Cluster
                .Of(model)
                .Objects.Select(one => (string)one.Tree["apiVersion"]!)
                .Where(version => !version.Contains('.') || version.Split('/')[0].EndsWith(".k8s.io"))
                .Where(version => !version.StartsWith("gateway.networking.k8s.io") && !version.StartsWith("autoscaling.k8s.io"))
                .Distinct()
                .Except(s_stable)
                .ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task What_pods_name_is_there()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            ObjectReferences.Missing(Cluster.Of(model)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task No_two_objects_are_the_same_one()
    {
        foreach (var model in (await RealGraph.GetAsync()).Models)
        {
            Cluster
                .Of(model)
                .Objects.GroupBy(one => (one.Id, one.Component))
                .Where(group => group.Count() > 1)
                .Select(group => group.Key)
                .ShouldBeEmpty();
        }
    }
}
