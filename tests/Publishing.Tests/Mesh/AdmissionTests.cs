using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Admission;
using Publishing.Tests.Support;

namespace Publishing.Tests.Mesh;

public class AdmissionTests
{
    [Fact]
    public async Task Every_constraint_has_a_template_and_both_fit_their_schemas()
    {
        var objects = new Shop(Stage.Prod).Add("api").Objects(new AdmissionPolicies());
        var templates = objects.Where(one => one.Kind == "ConstraintTemplate").ToList();
        var constraints = objects.Except(templates).ToList();

        templates.SelectMany(one => SchemaCheck.Kubernetes(one.Tree)).ShouldBeEmpty();
        templates.ShouldAllBe(one => one.Name == one.Tree.Text("spec.crd.spec.names.kind")!.ToLowerInvariant());
        constraints.Select(one => one.Kind).ShouldBe(templates.Select(one => one.Tree.Text("spec.crd.spec.names.kind")!));
        var match = await NJsonSchema.JsonSchema.FromJsonAsync(
            await File.ReadAllTextAsync(
                Schemas.Require("crds/constraints.gatekeeper.sh/match.json", "that Gatekeeper accepts the constraints"),
                TestContext.Current.CancellationToken
            ),
            TestContext.Current.CancellationToken
        );
        foreach (var constraint in constraints)
        {
            match.Validate(constraint.Tree.At("spec.match")!.ToJsonString()).ShouldBeEmpty();
        }
    }
}
