using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Mesh;
using Platform.Hosting.Publishing.Model;
using Publishing.Tests.Support;

namespace Publishing.Tests.Mesh;

/// <summary>The mesh of random graphs, held against what their declarations say for themselves.</summary>
public class RandomGraphMeshTests
{
    [Fact]
    public async Task Each_declared_edge_into_the_mesh_is_one_rule_and_there_are_no_others()
    {
        foreach (var graph in await RandomGraph.AllAsync())
        {
            foreach (var model in graph.Models)
            {
                var context = new KubernetesContext(model);
                var policies = new AuthorizationPolicies().Contribute(context).ToList();
                var into = graph.ExpectedEdges(model.Stage).Select(id => model.Edges.Single(edge => edge.Id == id)).ToList();
                foreach (var member in MeshNames.Members(context))
                {
                    var selected = context.Selector(member.Name).ToJsonString();
                    var rules = policies
                        .Where(policy => policy.Tree.At("spec.selector.matchLabels")?.ToJsonString() == selected)
                        .SelectMany(policy => policy.Tree.ListAt("spec.rules"))
                        .ToList();

                    var expected = into.Where(edge => edge.To == new EdgeEnd(EdgeEndKind.Workload, member.Name)).ToList();
                    rules
                        .Select(rule => rule.Text("from.0.source.principals.0")!)
                        .ShouldBe(
                            expected.Select(edge =>
                                edge.From.Kind is EdgeEndKind.Workload
                                    ? $"cluster.local/ns/random-shop/sa/{KubernetesName.Of(edge.From.Name)}"
                                    : "cluster.local/ns/istio-system/sa/*"
                            ),
                            ignoreOrder: true,
                            $"seed {graph.Seed}, {model.Stage.Name()}, {member.Name}"
                        );
                }
                // All that is not a member's is the denial.
                policies.Count(policy => policy.Tree.At("spec.selector") is null).ShouldBe(MeshNames.Members(context).Any() ? 1 : 0);
                policies.SelectMany(policy => SchemaCheck.Kubernetes(policy.Tree)).ShouldBeEmpty($"seed {graph.Seed}");
            }
        }
    }
}
