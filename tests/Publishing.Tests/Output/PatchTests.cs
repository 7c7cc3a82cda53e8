using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;

namespace Publishing.Tests.Output;

public class PatchTests
{
    private readonly IResourceBuilder<Cluster> cluster = DistributedApplication
        .CreateBuilder(["--operation", "publish"])
        .AddResource(new Cluster());

    [Fact]
    public void Fields_are_set_and_taken_away_by_their_paths()
    {
        cluster
            .PatchObject("Deployment", "users", "spec/template/spec/containers/0/image", "users:2")
            .PatchObject("Deployment", "users", "spec/template/spec/containers/[name=side]/args/-", "--more")
            .PatchObject("Deployment", "users", "metadata/annotations/example.com~1owner", "me")
            .PatchObject("Deployment", "users", "spec/replicas", null);

        var (objects, findings) = Apply(Stage.Dev);

        findings.ShouldBeEmpty();
        Yaml.Write(objects[0].Tree)
            .ShouldBe(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: users
                  annotations:
                    example.com/owner: me
                spec:
                  template:
                    spec:
                      containers:
                        - name: users
                          image: users:2
                        - name: side
                          args:
                            - -v
                            - --more

                """
            );
    }

    [Fact]
    public void A_patch_holds_in_its_stages_only()
    {
        cluster.PatchObject("Deployment", "users", tree => tree["spec"]!["replicas"] = 7, Stage.Prod);

        var (objects, findings) = Apply(Stage.Dev, Stage.Prod);

        findings.ShouldBeEmpty();
        objects.Select(one => (int)one.Tree["spec"]!["replicas"]!).ShouldBe([1, 7]);
    }

    [Theory]
    [InlineData("Deployment", "nobody", "spec/replicas", "no such object is published")]
    [InlineData("Deployment", "users", "spec/template/spec/containers/7/image", "there is no '7' in spec/template/spec/containers")]
    [InlineData("Deployment", "users", "spec/template/spec/containers/[name=x]/image", "there is no '[name=x]'")]
    [InlineData("Deployment", "users", "spec/replicas/x", "there is no 'x' in spec/replicas")]
    public void A_patch_that_finds_nothing_is_an_error(string kind, string name, string path, string problem)
    {
        cluster.PatchObject(kind, name, path, 1);

        Apply(Stage.Dev).Findings.ShouldHaveSingleItem().Text.ShouldContain(problem);
    }

    [Fact]
    public void Any_manifest_can_be_added_and_patched()
    {
        cluster
            .AddManifest("apiVersion: v1\nkind: LimitRange\nmetadata:\n  name: limits\nspec: {}\n", Stage.Prod)
            .PatchObject("LimitRange", "limits", "spec/limits", new JsonArray());

        var (objects, findings) = Apply(Stage.Dev, Stage.Prod);

        findings.ShouldBeEmpty();
        objects.Count.ShouldBe(3);
        objects[2].File.ShouldBe("added/limitrange-limits.yaml");
        objects[2].Tree["spec"]!.ToJsonString().ShouldBe("""{"limits":[]}""");
    }

    [Theory]
    [InlineData("no-such-file.yaml", "cannot be read")]
    [InlineData("a: [\n", "cannot be read")]
    [InlineData("a: 1\nb: 2\n", "has no apiVersion, kind or metadata.name")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: users\n", "is published already")]
    public void A_manifest_that_cannot_be_added_is_an_error(string manifest, string problem)
    {
        cluster.AddManifest(manifest);

        Apply(Stage.Dev).Findings.ShouldHaveSingleItem().Text.ShouldContain(problem);
    }

    [Fact]
    public void What_is_no_manifest_s_place_refuses_it()
    {
        cluster.AddManifest("a: 1\nb: 2\n");
        var report = new PublishReport();

        new ObjectPatches(cluster.Resource).RefuseManifests(report, "do otherwise.");

        report.Findings.ShouldHaveSingleItem().Text.ShouldBe("a manifest (text) cannot be added here: do otherwise.");
    }

    private (IReadOnlyList<KubernetesObject> Objects, IReadOnlyList<Finding> Findings) Apply(params Stage[] stages)
    {
        var patches = new ObjectPatches(cluster.Resource);
        var report = new PublishReport();
        var objects = stages.SelectMany(stage => patches.Apply(stage, [Users()], report)).ToList();
        patches.RefuseUnmatched(report);
        return (objects, report.Findings);
    }

    private static KubernetesObject Users() =>
        new(
            JsonNode
                .Parse(
                    """
                    {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "users"}, "spec": {"replicas": 1, "template": {"spec":
                    {"containers": [{"name": "users", "image": "users:1"}, {"name": "side", "args": ["-v"]}]}}}}
                    """
                )!
                .AsObject(),
            "users/deployment.yaml"
        );

    private sealed class Cluster() : Resource("cluster"), IComputeEnvironmentResource;
}
