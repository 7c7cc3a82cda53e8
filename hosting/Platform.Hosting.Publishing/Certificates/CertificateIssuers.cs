using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Certificates;

/// <summary>
/// Who signs certificates (Aegis 4.13): Let's Encrypt, and its staging service where certificates are only practised with; an authority of
/// our own for hosts that nobody outside reaches. Proof goes over HTTP, for hosts are listed one by one; Aegis' proof by DNS, which wildcards
/// need, puts an access key into the object and is left out.
/// </summary>
public sealed class CertificateIssuers : IKubernetesContributor
{
    /// <summary>A certificate with this label proves itself through the mesh's ingress gateway, others through the cluster's ingress.</summary>
    internal const string SolverLabel = "acme-solver";

    /// <summary>The value of <see cref="SolverLabel"/> for the mesh.</summary>
    internal const string MeshSolver = "istio";

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        var hosts = TlsHosts.Of(context);
        if (hosts.Any(host => host.IsPublic))
        {
            yield return Acme(context, hosts.First(host => host.IsPublic).Host);
        }
        if (hosts.Any(host => !host.IsPublic))
        {
            foreach (var tree in OwnAuthority(context))
            {
                yield return new(tree, "internal-authority.yaml") { Component = CertificateNames.Component };
            }
        }
    }

    /// <summary>The cluster's issuer for public hosts.</summary>
    internal static string PublicIssuer(Stage stage) => IsReal(stage) ? "letsencrypt-prod" : "letsencrypt-staging";

    // Browsers trust only the real ones, which are limited to a few a week for each host.
    private static bool IsReal(Stage stage) => stage is Stage.Prod or Stage.Perf;

    private static KubernetesObject Acme(KubernetesContext context, string host)
    {
        var name = PublicIssuer(context.Model.Stage);
        var tree = context.New("cert-manager.io/v1", "ClusterIssuer", name, "certificates", "");
        tree["spec"] = new JsonObject
        {
            ["acme"] = new JsonObject
            {
                ["server"] = IsReal(context.Model.Stage)
                    ? "https://acme-v02.api.letsencrypt.org/directory"
                    : "https://acme-staging-v02.api.letsencrypt.org/directory",
                ["email"] = context.Model.Settings.Monitoring.EmailRecipients is [var first, ..] ? first : $"admin@{host}",
                ["privateKeySecretRef"] = new JsonObject { ["name"] = name },
                ["solvers"] = new JsonArray(Solver(context, "nginx", null), Solver(context, "istio", MeshSolver)),
            },
        };
        return new(tree, "cluster-issuer.yaml") { Component = CertificateNames.Component };
    }

    private static JsonObject Solver(KubernetesContext context, string ingressClass, string? label)
    {
        // The pod that answers the authority is asked without the mesh's TLS, and bears what every pod of the namespace must.
        var labels = context.Labels("certificates");
        labels["sidecar.istio.io/inject"] = "false";
        var solver = new JsonObject();
        if (label is not null)
        {
            solver["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [SolverLabel] = label } };
        }
        solver["http01"] = new JsonObject
        {
            ["ingress"] = new JsonObject
            {
                ["ingressClassName"] = ingressClass,
                ["podTemplate"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels } },
            },
        };
        return solver;
    }

    // A root that signs itself, kept in a secret where cert-manager keeps the cluster's, and the issuer that signs with it.
    private static IEnumerable<JsonObject> OwnAuthority(KubernetesContext context)
    {
        const string Home = "cert-manager";
        var name = CertificateNames.InternalIssuer(context);
        var self = context.New("cert-manager.io/v1", "ClusterIssuer", $"{name}-self-signed", "certificates", "");
        self["spec"] = new JsonObject { ["selfSigned"] = new JsonObject() };
        yield return self;

        var root = context.New("cert-manager.io/v1", "Certificate", $"{name}-authority", "certificates", Home);
        root["spec"] = new JsonObject
        {
            ["isCA"] = true,
            ["commonName"] = $"{name}-authority",
            ["secretName"] = $"{name}-authority",
            ["duration"] = "87600h",
            ["privateKey"] = new JsonObject { ["algorithm"] = "ECDSA", ["size"] = 256 },
            ["issuerRef"] = HostCertificates.Issuer($"{name}-self-signed"),
        };
        yield return root;

        var issuer = context.New("cert-manager.io/v1", "ClusterIssuer", name, "certificates", "");
        issuer["spec"] = new JsonObject { ["ca"] = new JsonObject { ["secretName"] = $"{name}-authority" } };
        yield return issuer;
    }
}
