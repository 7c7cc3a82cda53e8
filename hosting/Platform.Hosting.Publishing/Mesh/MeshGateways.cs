using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Certificates;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Mesh;

/// <summary>The mesh's doors: one for everybody, one for the organisation's own networks. Unencrypted requests are sent to the encrypted port.</summary>
public sealed class MeshGateways : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var door in ExposedHosts.Of(context).GroupBy(hosts => hosts.IsPublic))
        {
            var servers = new JsonArray();
            var encrypted = door.Where(hosts => hosts.Tls).SelectMany(hosts => hosts.Hosts).ToList();
            var plain = door.Where(hosts => !hosts.Tls).SelectMany(hosts => hosts.Hosts).ToList();
            if (encrypted.Count > 0)
            {
                servers.Add((JsonNode)Encrypted(context, encrypted, door.Key));
                servers.Add((JsonNode)Plain(encrypted, "http-redirected", isRedirected: true));
            }
            if (plain.Count > 0)
            {
                servers.Add((JsonNode)Plain(plain, "http", isRedirected: false));
            }
            var tree = context.New("networking.istio.io/v1", "Gateway", NameOf(context, door.Key), "mesh");
            tree["spec"] = new JsonObject
            {
                ["selector"] = new JsonObject { ["istio"] = door.Key ? "ingressgateway" : "ingressgateway-internal" },
                ["servers"] = servers,
            };
            yield return new(tree, "gateways.yaml") { Component = MeshNames.Component };
        }
    }

    internal static string NameOf(KubernetesContext context, bool isPublic) =>
        isPublic ? context.Model.Application : $"{context.Model.Application}-internal";

    private static JsonObject Encrypted(KubernetesContext context, List<string> hosts, bool isPublic) =>
        new()
        {
            ["port"] = Port(443, "https", "HTTPS"),
            ["tls"] = new JsonObject
            {
                ["mode"] = "SIMPLE",
                ["credentialName"] = CertificateNames.Secret(context, isPublic),
                ["minProtocolVersion"] = "TLSV1_2",
            },
            ["hosts"] = NewObject.List(hosts),
        };

    private static JsonObject Plain(List<string> hosts, string name, bool isRedirected)
    {
        var server = new JsonObject { ["port"] = Port(80, name, "HTTP") };
        if (isRedirected)
        {
            server["tls"] = new JsonObject { ["httpsRedirect"] = true };
        }
        server["hosts"] = NewObject.List(hosts);
        return server;
    }

    private static JsonObject Port(int number, string name, string protocol) =>
        new()
        {
            ["number"] = number,
            ["name"] = name,
            ["protocol"] = protocol,
        };
}
