using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kustomize;

public class KubernetesTargetTests
{
    [Fact]
    public async Task Files_of_one_stage_say_so_and_files_of_all_do_too()
    {
        var target = Emit((await RealGraph.GetAsync()).Models);

        target.Report.Findings.ShouldBeEmpty();
        target.Output.Files.ShouldAllBe(file => file.Path.StartsWith("kubernetes/") && file.Target == "kubernetes");
        foreach (var file in target.Output.Files)
        {
            Stage? stage = Stages
                .All.Cast<Stage?>()
                .FirstOrDefault(stage =>
                    file.Path.StartsWith($"kubernetes/overlays/{stage!.Value.Name()}/", StringComparison.Ordinal)
                    || file.Path == $"kubernetes/chart/values-{stage.Value.Name()}.yaml"
                );
            file.Stage.ShouldBe(stage, file.Path);
            file.Text.ShouldEndWith("\n", customMessage: file.Path);
        }
    }

    [Fact]
    public async Task The_readme_says_what_must_be_there_first_and_what_to_type()
    {
        var target = Emit((await RealGraph.GetAsync()).Models);

        var readme = target.Output.Find("kubernetes/README.md")!.Text;
        foreach (var stage in Stages.All)
        {
            readme.ShouldContain($"kubectl apply -k overlays/{stage.Name()}");
        }
        readme.ShouldContain("helm upgrade --install open-market chart");
        readme.ShouldContain("| External Secrets Operator | 0.16 | dev, staging, prod, perf |");
        // Who makes certificates and keeps secrets is there before who uses them.
        readme
            .IndexOf("| cert-manager |", StringComparison.Ordinal)
            .ShouldBeLessThan(readme.IndexOf("| Istio |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_objects_of_one_name_are_an_error_that_names_who_makes_them()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--operation", "publish"], DisableDashboard = true }
        );
        builder.AddKubernetesEnvironment("cluster");
        foreach (var name in new[] { "one", "two" })
        {
            builder
                .AddContainer(name, "nginx", "1.27")
                .PublishAsKubernetesService(service =>
                    service.AdditionalResources.Add(new ConfigMap { Metadata = { Name = "same" }, Data = { ["a"] = name } })
                );
        }
        await using var app = builder.Build();
        var graph = app.Services.GetRequiredService<DistributedApplicationModel>();
        var context = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var settings = new StageSettings(Stage.Prod) { Application = "shop" };

        var target = Emit([await ModelReader.ReadAsync(graph, context, Stage.Prod, settings, CancellationToken.None)]);

        var finding = target.Report.Findings.Single(finding => finding.Level == FindingLevel.Error);
        finding.Subject.ShouldBe("prod: ConfigMap shop/same");
        finding.Text.ShouldContain("Workloads");
        target.Output.Files.ShouldBeEmpty();
    }

    private static TargetContext Emit(IReadOnlyList<DeploymentModel> models)
    {
        var target = new TargetContext(models, new OutputTree(), new PublishReport(), TestContext.Current.CancellationToken);
        var environment = models[0].Graph.Resources.OfType<KubernetesEnvironmentResource>().FirstOrDefault();
        new KubernetesTarget(environment ?? new("kubernetes")).Emit(target);
        return target;
    }
}
