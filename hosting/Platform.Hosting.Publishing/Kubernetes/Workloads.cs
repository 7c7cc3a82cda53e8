using System.Text.Json.Nodes;
using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Publishing.Kubernetes.Pods;
using Platform.Hosting.Publishing.Model;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// The objects of each service: config map, Deployment, Service. What the AppHost says with <c>PublishAsKubernetesService</c> has the last
/// word. Nothing makes a pod wait for another: a cluster has no order, services bear that others are away, and waiting for a step to end
/// would take a token for the API, which no pod has.
/// </summary>
public sealed class Workloads : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context
            .Model.Workloads.Where(workload => workload.Kind is WorkloadKind.Service)
            .SelectMany(workload => Objects(context, workload));
    }

    private static IEnumerable<KubernetesObject> Objects(KubernetesContext context, Workload workload)
    {
        var name = KubernetesName.Of(workload.Name);
        var environment = new ContainerEnvironment(context, workload);
        var objects = new KubernetesResource(workload.Name, workload.Resource, context.Environment)
        {
            ConfigMap = ConfigMaps.Print(context, workload, environment),
            Workload = DeploymentPrinter.Print(context, workload, environment),
            Service = ServicePrinter.Print(context, workload),
        };
        objects.AdditionalResources.AddRange(ClaimPrinter.Print(context, workload));
        foreach (var customization in workload.Resource.Annotations.OfType<KubernetesServiceCustomizationAnnotation>())
        {
            customization.Configure(objects);
        }
        ConfigMaps.Seal(context, objects, environment);

        if (objects.ConfigMap is { } configMap)
        {
            yield return new(KubernetesTree.Of(configMap), $"{name}/config.yaml");
        }
        if (objects.Secret is { } secret)
        {
            yield return new(KubernetesTree.Of(secret), $"{name}/secrets.yaml");
        }
        foreach (var additional in objects.AdditionalResources)
        {
            yield return new(InNamespace(context, KubernetesTree.Of(additional)), $"{name}/{additional.Kind!.ToLowerInvariant()}.yaml");
        }
        if (objects.Workload is { } running)
        {
            foreach (var tree in DeploymentPrinter.Tracks(workload, KubernetesTree.Of(running)))
            {
                yield return new(tree, $"{name}/{running.Kind!.ToLowerInvariant()}.yaml");
            }
        }
        if (objects.Service is { } service)
        {
            yield return new(KubernetesTree.Of(service), $"{name}/service.yaml");
        }
    }

    private static JsonObject InNamespace(KubernetesContext context, JsonObject tree)
    {
        var kind = (string?)tree["kind"];
        if (
            kind is not ("Namespace" or "PersistentVolume" or "ClusterRole" or "ClusterRoleBinding")
            && tree["metadata"] is JsonObject metadata
        )
        {
            metadata["namespace"] ??= context.ApplicationNamespace;
        }
        return tree;
    }
}
