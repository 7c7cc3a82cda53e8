using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>For each workload a Secret with what it needs, and one with the authorities that it trusts.</summary>
public sealed class WorkloadExternalSecrets : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context) =>
        NeededSecrets
            .OfWorkloads(context)
            .Select(needed => new KubernetesObject(
                ExternalSecret.Of(context, needed.Name, context.ApplicationNamespace, needed.Owner, needed.Keys, TemplateOf(needed)),
                $"{KubernetesName.Of(needed.Owner)}/external-secrets.yaml"
            ));

    // The cluster cannot percent-encode what it puts into a value: that is a key of its own, made where the secret is copied.
    private static JsonObject? TemplateOf(NeededSecret needed)
    {
        if (needed.Encoded.Count == 0)
        {
            return null;
        }
        var data = new JsonObject();
        foreach (var key in needed.Keys)
        {
            data[key.Key] = $"{{{{ index . \"{key.Key}\" }}}}";
        }
        foreach (var name in needed.Encoded)
        {
            data[$"{name}-uri"] = $"{{{{ index . \"{name}\" | urlquery | replace \"+\" \"%20\" }}}}";
        }
        return new() { ["engineVersion"] = "v2", ["data"] = data };
    }
}
