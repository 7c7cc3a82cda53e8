using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>Where the certificate of the authority stands that signed a store's own.</summary>
public static class StoreCertificates
{
    private const string Certificate = "ca.crt";

    /// <summary>In the Secret of the workload's certificates, and its file's name.</summary>
    public static string KeyOf(Store store) => $"{store.Name}.crt";

    /// <summary>Null: no TLS, or an authority that every system trusts.</summary>
    public static SecretSource? Of(Store store) =>
        (store.HasTls(), store.Realization.Realization, store.Kind) switch
        {
            (false, _, _) => null,
            (_, Realization.Operator, StoreKind.PostgreSql) => new CarriedSecret($"{KubernetesStores.NameOf(store)}-ca", Certificate),
            (_, Realization.Operator, StoreKind.Kafka) => new CarriedSecret(
                $"{KubernetesStores.NameOf(store)}-cluster-ca-cert",
                Certificate
            ),
            (_, Realization.Operator, StoreKind.Elasticsearch) => new CarriedSecret(
                $"{KubernetesStores.NameOf(store)}-es-http-certs-public",
                Certificate
            ),
            (_, Realization.Operator or Realization.Plain, _) => new CarriedSecret(SecretOf(store), Certificate),
            _ when store.Realization.PrivateAuthority ?? store.Kind is StoreKind.PostgreSql => new GivenSecret(
                store.Name,
                Certificate,
                $"{store.Name}-{Certificate}"
            ),
            _ => null,
        };

    /// <summary>The certificate and key of a store whose operator makes none: cert-manager does.</summary>
    internal static string SecretOf(Store store) => KubernetesStores.NameOf(store, "tls");
}
