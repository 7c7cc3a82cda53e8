using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Certificates;

namespace Platform.Hosting.Publishing.Kubernetes.Entrance;

/// <summary>
/// The way in through the cluster's ingress controller: an Ingress for each workload that is exposed. What is for the organisation only has
/// a class of its own, whose controller listens inside.
/// </summary>
public sealed class Ingresses : IKubernetesContributor
{
    /// <summary>The Kustomize component: a cluster comes in by this, by the Gateway API or by the mesh.</summary>
    public const string Component = "ingress";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var exposed in ExposedWorkload.Of(context))
        {
            var name = KubernetesName.Of(exposed.Workload.Name);
            var tree = context.New("networking.k8s.io/v1", "Ingress", name, exposed.Workload.Name);
            tree["metadata"]!["annotations"] = Annotations(exposed);
            var spec = new JsonObject { ["ingressClassName"] = exposed.IsPublic ? "nginx" : "nginx-internal" };
            if (exposed.Exposure.Tls)
            {
                spec["tls"] = new JsonArray(
                    new JsonObject
                    {
                        ["hosts"] = NewObject.List(exposed.Exposure.Hosts),
                        ["secretName"] = CertificateNames.Secret(context, exposed.IsPublic),
                    }
                );
            }
            spec["rules"] = new JsonArray([.. exposed.Exposure.Hosts.Select(host => Rule(exposed, host))]);
            tree["spec"] = spec;
            yield return new(tree, $"{name}/ingress.yaml") { Component = Component };
        }
    }

    // Files of 200 MB are uploaded through here, and sockets stay open for an hour.
    private static JsonObject Annotations(ExposedWorkload exposed) =>
        new()
        {
            ["nginx.ingress.kubernetes.io/ssl-redirect"] = exposed.Exposure.Tls ? "true" : "false",
            ["nginx.ingress.kubernetes.io/proxy-body-size"] = "200m",
            ["nginx.ingress.kubernetes.io/proxy-read-timeout"] = "3600",
            ["nginx.ingress.kubernetes.io/proxy-send-timeout"] = "3600",
        };

    private static JsonNode Rule(ExposedWorkload exposed, string host) =>
        new JsonObject
        {
            ["host"] = host,
            ["http"] = new JsonObject
            {
                ["paths"] = new JsonArray(
                    new JsonObject
                    {
                        ["path"] = exposed.Exposure.Path,
                        ["pathType"] = "Prefix",
                        ["backend"] = new JsonObject
                        {
                            ["service"] = new JsonObject
                            {
                                ["name"] = KubernetesName.Of(exposed.Workload.Name),
                                ["port"] = new JsonObject { ["name"] = KubernetesName.Port(exposed.Port.Name) },
                            },
                        },
                    }
                ),
            },
        };
}
