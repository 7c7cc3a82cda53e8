using System.Text.Json.Nodes;
using Aspire.Hosting;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Stores.Secrets;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>TLS of servers whose operator makes no certificate: cert-manager signs one, by an authority that is the data's own.</summary>
internal static class PlainTls
{
    public const string Directory = "/certificates";
    private const string Authority = "data-authority";

    /// <summary>The Secret as a volume; files are called as given.</summary>
    public static JsonObject Volume(StoreScope scope, params (string Key, string File)[] files)
    {
        var secret = new JsonObject { ["secretName"] = StoreCertificates.SecretOf(scope.Store), ["defaultMode"] = 0b100_100_000 };
        if (files.Length > 0)
        {
            secret["items"] = Trees.List(files.Select(file => new JsonObject { ["key"] = file.Key, ["path"] = file.File }));
        }
        return new() { ["name"] = "certificates", ["secret"] = secret };
    }

    /// <summary>The server's certificate, for every name by which clients and members know it.</summary>
    public static KubernetesObject Certificate(StoreScope scope, params IEnumerable<string> services) =>
        scope.Object(
            "cert-manager.io/v1",
            "Certificate",
            StoreCertificates.SecretOf(scope.Store),
            "certificate",
            new()
            {
                ["spec"] = new JsonObject
                {
                    ["secretName"] = StoreCertificates.SecretOf(scope.Store),
                    ["duration"] = "2160h",
                    ["renewBefore"] = "720h",
                    ["privateKey"] = new JsonObject
                    {
                        ["algorithm"] = "ECDSA",
                        ["size"] = 256,
                        ["rotationPolicy"] = "Always",
                    },
                    ["usages"] = new JsonArray("server auth", "client auth"),
                    ["dnsNames"] = Trees.List(services.SelectMany(service => NamesOf(scope, service)).Append("localhost")),
                    ["issuerRef"] = new JsonObject { ["name"] = Authority, ["kind"] = "Issuer" },
                },
            }
        );

    /// <summary>The authority: one for all stores of the namespace.</summary>
    public static IEnumerable<KubernetesObject> AuthorityOf(KubernetesContext context)
    {
        const string SelfSigned = $"{Authority}-self-signed";
        yield return Object(context, "Issuer", SelfSigned, new JsonObject { ["selfSigned"] = new JsonObject() });
        yield return Object(
            context,
            "Certificate",
            Authority,
            new JsonObject
            {
                ["isCA"] = true,
                ["commonName"] = $"{context.DataNamespace} {Authority}",
                ["secretName"] = Authority,
                ["duration"] = "87600h",
                ["privateKey"] = new JsonObject { ["algorithm"] = "ECDSA", ["size"] = 256 },
                ["issuerRef"] = new JsonObject { ["name"] = SelfSigned, ["kind"] = "Issuer" },
            }
        );
        yield return Object(context, "Issuer", Authority, new JsonObject { ["ca"] = new JsonObject { ["secretName"] = Authority } });
    }

    /// <exception cref="DistributedApplicationException">TLS is wanted of a plain server that has none.</exception>
    public static void Refuse(StoreScope scope)
    {
        if (scope.Store.HasTls())
        {
            throw new DistributedApplicationException(
                $"'{scope.Name}' is to be a plain {scope.Store.Kind} with TLS in {scope.Store.Stage.Name()}, which only its operator serves: "
                    + $"write {scope.Name}.WithRealization(new(Realization.Operator), Stage.{scope.Store.Stage}), or leave Tls out."
            );
        }
    }

    private static KubernetesObject Object(KubernetesContext context, string kind, string name, JsonObject spec) =>
        new(
            new()
            {
                ["apiVersion"] = "cert-manager.io/v1",
                ["kind"] = kind,
                ["metadata"] = new JsonObject
                {
                    ["name"] = name,
                    ["namespace"] = context.DataNamespace,
                    ["labels"] = context.Labels(Authority),
                },
                ["spec"] = spec,
            },
            "data-authority.yaml"
        );

    private static IEnumerable<string> NamesOf(StoreScope scope, string service)
    {
        yield return KubernetesStores.HostOf(scope.Context, service);
        yield return $"{service}.{scope.Namespace}.svc";
        yield return $"*.{service}.{scope.Namespace}.svc.cluster.local";
    }
}
