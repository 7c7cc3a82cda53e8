using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>
/// Where requests come in, a token that its issuer did not sign is refused; services see who it is for by themselves. The issuer's keys are
/// fetched through the mesh by the proxies: Istio is to be installed with <c>PILOT_JWT_ENABLE_REMOTE_JWKS=envoy</c>, for its control plane has no
/// identity that a service under mutual TLS would answer.
/// </summary>
public sealed class RequestAuthentications : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var workload in MeshNames.Members(context))
        {
            var rules = new JsonArray();
            foreach (var issuer in MeshNames.Members(context))
            {
                if (issuer.Intent<TokenIssuer>() is { } tokens && tokens.CheckedBy.Contains(workload.Name))
                {
                    rules.Add(
                        (JsonNode)
                            new JsonObject
                            {
                                ["issuer"] = tokens.Issuer,
                                ["audiences"] = new JsonArray(tokens.Audience),
                                ["jwksUri"] = $"http://{MeshNames.Host(context, issuer)}:{MeshNames.HttpPort(issuer)}{tokens.KeysPath}",
                                ["forwardOriginalToken"] = true,
                            }
                    );
                }
            }
            if (rules.Count > 0)
            {
                var tree = context.New("security.istio.io/v1", "RequestAuthentication", workload.Name, workload.Name);
                tree["spec"] = new JsonObject
                {
                    ["selector"] = new JsonObject { ["matchLabels"] = context.Selector(workload.Name) },
                    ["jwtRules"] = rules,
                };
                yield return new(tree, $"request-authentication-{workload.Name}.yaml") { Component = MeshNames.Component };
            }
        }
    }
}
