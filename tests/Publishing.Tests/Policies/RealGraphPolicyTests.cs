using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Publishing.Compose;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Policies;
using Publishing.Tests.Support;

namespace Publishing.Tests.Policies;

public class RealGraphPolicyTests
{
    [Fact]
    public async Task The_marketplace_keeps_every_rule_in_every_target_and_stage()
    {
        var real = await RealGraph.GetAsync();
        var context = new TargetContext(real.Models, new OutputTree(), new PublishReport(), TestContext.Current.CancellationToken);
        new ComposeTarget(real.Graph.Resources.OfType<DockerComposeEnvironmentResource>().Single()).Emit(context);
        new KubernetesTarget(real.Graph.Resources.OfType<KubernetesEnvironmentResource>().Single()).Emit(context);

        new PolicyCheck(PolicyCheck.All).Run(
            context,
            real.Graph.Resources.OfType<IComputeEnvironmentResource>()
                .ToDictionary(one => one is DockerComposeEnvironmentResource ? "compose" : "kubernetes", one => one.Name),
            new Dictionary<string, string>()
        );

        context.Output.Objects.Select(one => one.Target).Distinct().ShouldBe(["compose", "kubernetes"]);
        context
            .Report.Findings.Where(finding => finding.Level == FindingLevel.Error)
            .Select(finding => $"{finding.Subject} {finding.Rule}: {finding.Text}")
            .ShouldBeEmpty();
    }
}
