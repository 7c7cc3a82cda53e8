using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes.Access;

/// <summary>Who each workload is: an account of its own, without a token for the API, for none asks it anything; to its cloud, what its identity says.</summary>
public sealed class ServiceAccounts : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var workload in context.Model.Workloads)
        {
            var name = KubernetesName.Of(workload.Name);
            var tree = context.New("v1", "ServiceAccount", name, workload.Name);
            if (workload.Intent<WorkloadIdentity>() is { Annotations.Count: > 0 } identity)
            {
                var annotations = new JsonObject();
                foreach (var (key, value) in identity.Annotations)
                {
                    annotations[key] = Filled(context.Model, value);
                }
                tree["metadata"]!["annotations"] = annotations;
            }
            tree["automountServiceAccountToken"] = false;
            yield return new(tree, $"{name}/serviceaccount.yaml");
        }
    }

    // Annotations are text for whoever reads them: what the deployment says of a parameter must stand there.
    private static string Filled(DeploymentModel model, string text) =>
        model
            .Parameters.Where(parameter => parameter is { IsSecret: false, Default: not null })
            .Aggregate(text, (filled, parameter) => filled.Replace($"{{{parameter.Name}}}", parameter.Default, StringComparison.Ordinal));
}
