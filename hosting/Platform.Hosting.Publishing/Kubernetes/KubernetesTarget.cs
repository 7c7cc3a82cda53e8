using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Helm;
using Platform.Hosting.Publishing.Kustomize;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Rollouts;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>The objects of every stage, as Kustomize and as a Helm chart: two ways to the same cluster.</summary>
public sealed class KubernetesTarget(KubernetesEnvironmentResource environment) : IDeploymentTarget
{
    public string Name => "kubernetes";

    public void Emit(TargetContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var patches = new ObjectPatches(environment);
        var stages = context
            .Models.Select(model => new StageObjects(
                model.Stage,
                patches.Apply(model.Stage, ObjectsOf(model, context.Report), context.Report)
            ))
            .ToList();
        patches.RefuseUnmatched(context.Report);
        foreach (var stage in stages)
        {
            foreach (var one in stage.Objects)
            {
                context.Output.Record(new(Name, stage.Stage, one.Kind, one.Name, one.Tree));
            }
        }
        if (stages.Count == 0 || context.Report.HasErrors)
        {
            return;
        }
        var names = stages.Select(stage => stage.Stage).ToList();
        var objects = StagedObject.Align(stages);
        var chart = ChartInfo.Of(environment, context.Models[0]);
        foreach (var file in new KustomizePrinter(names).Print(objects).Concat(new HelmPrinter(chart, names).Print(objects)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            context.Output.Add(new($"{Name}/{file.Path}", file.Text, Name, file.Stage));
        }
        if (RolloutScript.Of(context.Models, Name) is { } script)
        {
            context.Output.Add(script);
        }
        context.Output.Add(new($"{Name}/README.md", KubernetesReadme.Write(chart.Name, names, objects), Name));
    }

    /// <summary>What a stage's cluster gets, in the order of the contributors. Two objects of the same name are an error.</summary>
    public static IReadOnlyList<KubernetesObject> ObjectsOf(DeploymentModel model, PublishReport report)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(report);
        var context = new KubernetesContext(model);
        var objects = new List<KubernetesObject>();
        var owners = new Dictionary<string, IKubernetesContributor>(StringComparer.Ordinal);
        foreach (var contributor in KubernetesContributors.All(context))
        {
            foreach (var found in contributor.Contribute(context))
            {
                // Without the version: a cluster has one object, by whichever version it is asked for.
                var api = (string)found.Tree["apiVersion"]!;
                var group = api.Contains('/') ? api[..api.IndexOf('/')] : "";
                if (owners.TryAdd($"{group}/{found.Kind}/{found.Namespace}/{found.Name}", contributor))
                {
                    objects.Add(found);
                    continue;
                }
                var other = owners[$"{group}/{found.Kind}/{found.Namespace}/{found.Name}"];
                report.Add(
                    new(
                        FindingLevel.Error,
                        $"{model.Stage.Name()}: {found.Kind} {found.Namespace}/{found.Name}",
                        $"Both {other.GetType().Name} and {contributor.GetType().Name} make it. Rename one of the resources that it is made for."
                    )
                );
            }
        }
        return objects;
    }
}
