using Aspire.Hosting.Kubernetes.Resources;
using Platform.Hosting.Publishing.Kubernetes.Pods;
using Workload = Platform.Hosting.Publishing.Model.Workload;

namespace Platform.Hosting.Publishing.Replicas;

/// <summary>A pod's telemetry says which pod it is of: an autoscaler asks for the requests of each, and whoever looks for a fault too.</summary>
public sealed class PodIdentity : IPodCustomizer
{
    private const string Attributes = "OTEL_RESOURCE_ATTRIBUTES";
    private const string Pod = "K8S_POD_NAME";
    private const string Namespace = "K8S_NAMESPACE_NAME";

    public void Customize(PodContext pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        if (pod.Component is not Workload workload || workload.Environment.All(entry => entry.Name != Attributes))
        {
            return;
        }
        var variables = pod.Container.Env;
        var given = variables.Find(variable => variable.Name == Attributes);
        if (given is { Value: null })
        {
            // Somebody else's value as a whole: it may say anything.
            return;
        }
        variables.Remove(given!);
        variables.Add(Field(Pod, "metadata.name"));
        variables.Add(Field(Namespace, "metadata.namespace"));
        // What comes from a config map can be named here like any other variable.
        variables.Add(
            new()
            {
                Name = Attributes,
                Value = $"{given?.Value ?? $"$({Attributes})"},k8s.pod.name=$({Pod}),k8s.namespace.name=$({Namespace})",
            }
        );
    }

    private static EnvVarV1 Field(string name, string path) =>
        new()
        {
            Name = name,
            ValueFrom = new() { FieldRef = new() { FieldPath = path } },
        };
}
