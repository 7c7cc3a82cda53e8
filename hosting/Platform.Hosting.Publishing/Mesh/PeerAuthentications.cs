using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>Nothing without mutual TLS, for the whole of the application's namespace.</summary>
public sealed class PeerAuthentications : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        if (MeshNames.Members(context).Any())
        {
            var tree = context.New("security.istio.io/v1", "PeerAuthentication", "default", "mesh");
            tree["spec"] = new JsonObject { ["mtls"] = new JsonObject { ["mode"] = "STRICT" } };
            yield return new(tree, "peer-authentication.yaml") { Component = MeshNames.Component };
        }
    }
}
