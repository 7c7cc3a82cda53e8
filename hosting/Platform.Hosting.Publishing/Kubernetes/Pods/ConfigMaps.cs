using Aspire.Hosting.Kubernetes;
using Aspire.Hosting.Kubernetes.Resources;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Kubernetes.Pods;

/// <summary>The config map of a workload, and the hash that replaces pods when it changes.</summary>
internal static class ConfigMaps
{
    public static ConfigMap? Print(KubernetesContext context, Workload workload, ContainerEnvironment environment)
    {
        if (environment.Plain.Count == 0)
        {
            return null;
        }
        var map = new ConfigMap
        {
            Metadata =
            {
                Name = PodPrinter.ConfigMapName(workload),
                Namespace = context.ApplicationNamespace,
                Labels = context.LabelValues(workload.Name),
            },
        };
        foreach (var (name, value) in environment.Plain)
        {
            map.Data[name] = value;
        }
        return map;
    }

    /// <summary>Hashes what is there after all have had their say.</summary>
    public static void Seal(KubernetesContext context, KubernetesResource objects, ContainerEnvironment environment)
    {
        if (objects.Workload is { } running)
        {
            Seal(context, running.PodTemplate, objects.ConfigMap, environment);
        }
    }

    public static void Seal(KubernetesContext context, PodTemplateSpecV1 pod, ConfigMap? map, ContainerEnvironment environment)
    {
        if (map is not null)
        {
            pod.Metadata.Annotations[ConfigurationHash.Config] = ConfigurationHash.Of(map.Data);
        }
        if (environment.Parameters.Count > 0)
        {
            pod.Metadata.Annotations[ConfigurationHash.Parameters] = ConfigurationHash.Of(
                ParameterValues.Of(context).Where(value => environment.Parameters.Contains(value.Key))
            );
        }
    }
}
