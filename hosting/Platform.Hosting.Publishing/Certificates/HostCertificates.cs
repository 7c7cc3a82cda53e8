using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Mesh;

namespace Platform.Hosting.Publishing.Certificates;

/// <summary>
/// Certificates of the hosts that workloads are exposed by: for the cluster's ingress in the application's namespace, and for the mesh's
/// gateway where that runs, which reads secrets of its own namespace only.
/// </summary>
public sealed class HostCertificates : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        foreach (var hosts in TlsHosts.Of(context).GroupBy(host => host.IsPublic))
        {
            var names = hosts.Select(host => host.Host).ToList();
            yield return new(Certificate(context, hosts.Key, names, null), "certificates.yaml") { Component = CertificateNames.Component };
            yield return new(Certificate(context, hosts.Key, names, MeshNames.SystemNamespace), "certificates.yaml")
            {
                Component = MeshNames.Component,
            };
        }
    }

    internal static JsonObject Issuer(string name) =>
        new()
        {
            ["group"] = "cert-manager.io",
            ["kind"] = "ClusterIssuer",
            ["name"] = name,
        };

    private static JsonObject Certificate(KubernetesContext context, bool isPublic, List<string> hosts, string? targetNamespace)
    {
        var name = CertificateNames.Secret(context, isPublic);
        var tree = context.New("cert-manager.io/v1", "Certificate", name, "certificates", targetNamespace);
        if (targetNamespace is not null)
        {
            tree["metadata"]!["labels"]![CertificateIssuers.SolverLabel] = CertificateIssuers.MeshSolver;
        }
        tree["spec"] = new JsonObject
        {
            ["secretName"] = name,
            ["issuerRef"] = Issuer(
                isPublic ? CertificateIssuers.PublicIssuer(context.Model.Stage) : CertificateNames.InternalIssuer(context)
            ),
            ["dnsNames"] = NewObject.List(hosts),
            ["duration"] = "2160h",
            ["renewBefore"] = "720h",
            ["privateKey"] = new JsonObject
            {
                ["algorithm"] = "ECDSA",
                ["size"] = 256,
                ["rotationPolicy"] = "Always",
            },
        };
        return tree;
    }
}
