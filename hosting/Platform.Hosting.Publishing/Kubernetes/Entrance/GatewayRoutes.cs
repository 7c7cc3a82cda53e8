using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Certificates;

namespace Platform.Hosting.Publishing.Kubernetes.Entrance;

/// <summary>
/// The way in through the Gateway API: a Gateway for everybody and one for the organisation, with a listener for each host, and a route for
/// each workload that is exposed. Plain HTTP leads to HTTPS.
/// </summary>
public sealed class GatewayRoutes : IKubernetesContributor
{
    /// <summary>The Kustomize component: a cluster comes in by this, by an ingress controller or by the mesh.</summary>
    public const string Component = "gateway-api";

    private const string Api = "gateway.networking.k8s.io/v1";
    private const string PlainListener = "http";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var door in ExposedWorkload.Of(context).GroupBy(exposed => exposed.IsPublic))
        {
            yield return Gateway(context, door.Key, [.. door]);
            if (door.Any(exposed => exposed.Exposure.Tls))
            {
                yield return Redirect(context, door.Key, [.. door.Where(exposed => exposed.Exposure.Tls)]);
            }
            foreach (var exposed in door)
            {
                yield return Route(context, exposed);
            }
        }
    }

    private static string Name(KubernetesContext context, bool isPublic) =>
        isPublic ? context.ApplicationNamespace : $"{context.ApplicationNamespace}-internal";

    private static KubernetesObject Gateway(KubernetesContext context, bool isPublic, IReadOnlyList<ExposedWorkload> door)
    {
        var tree = context.New(Api, "Gateway", Name(context, isPublic), "gateway-api");
        var listeners = new JsonArray(
            new JsonObject
            {
                ["name"] = PlainListener,
                ["port"] = 80,
                ["protocol"] = "HTTP",
            }
        );
        foreach (var host in Hosts(door.Where(exposed => exposed.Exposure.Tls)))
        {
            listeners.Add(
                new JsonObject
                {
                    ["name"] = Listener(host),
                    ["hostname"] = host,
                    ["port"] = 443,
                    ["protocol"] = "HTTPS",
                    ["tls"] = new JsonObject
                    {
                        ["mode"] = "Terminate",
                        ["certificateRefs"] = new JsonArray(new JsonObject { ["name"] = CertificateNames.Secret(context, isPublic) }),
                    },
                }
            );
        }
        tree["spec"] = new JsonObject { ["gatewayClassName"] = isPublic ? "nginx" : "nginx-internal", ["listeners"] = listeners };
        return new(tree, "gateway.yaml") { Component = Component };
    }

    private static KubernetesObject Redirect(KubernetesContext context, bool isPublic, IReadOnlyList<ExposedWorkload> door)
    {
        var gateway = Name(context, isPublic);
        var tree = context.New(Api, "HTTPRoute", $"{gateway}-redirect", "gateway-api");
        tree["spec"] = new JsonObject
        {
            ["parentRefs"] = new JsonArray(Parent(gateway, PlainListener)),
            ["hostnames"] = NewObject.List(Hosts(door)),
            ["rules"] = new JsonArray(
                new JsonObject
                {
                    ["filters"] = new JsonArray(
                        new JsonObject
                        {
                            ["type"] = "RequestRedirect",
                            ["requestRedirect"] = new JsonObject { ["scheme"] = "https", ["statusCode"] = 301 },
                        }
                    ),
                }
            ),
        };
        return new(tree, "redirect.yaml") { Component = Component };
    }

    private static KubernetesObject Route(KubernetesContext context, ExposedWorkload exposed)
    {
        var name = KubernetesName.Of(exposed.Workload.Name);
        var gateway = Name(context, exposed.IsPublic);
        var tree = context.New(Api, "HTTPRoute", name, exposed.Workload.Name);
        tree["spec"] = new JsonObject
        {
            ["parentRefs"] = exposed.Exposure.Tls
                ? new JsonArray([.. exposed.Exposure.Hosts.Select(host => Parent(gateway, Listener(host)))])
                : new JsonArray(Parent(gateway, PlainListener)),
            ["hostnames"] = NewObject.List(exposed.Exposure.Hosts),
            ["rules"] = new JsonArray(
                new JsonObject
                {
                    ["matches"] = new JsonArray(
                        new JsonObject
                        {
                            ["path"] = new JsonObject { ["type"] = "PathPrefix", ["value"] = exposed.Exposure.Path },
                        }
                    ),
                    ["backendRefs"] = new JsonArray(new JsonObject { ["name"] = name, ["port"] = exposed.Port.Number }),
                }
            ),
        };
        return new(tree, $"routes/{name}.yaml") { Component = Component };
    }

    private static JsonNode Parent(string gateway, string listener) => new JsonObject { ["name"] = gateway, ["sectionName"] = listener };

    private static IEnumerable<string> Hosts(IEnumerable<ExposedWorkload> door) =>
        door.SelectMany(exposed => exposed.Exposure.Hosts).Distinct(StringComparer.OrdinalIgnoreCase);

    private static string Listener(string host) => $"https-{host.Replace("*", "any", StringComparison.Ordinal).ToLowerInvariant()}";
}
