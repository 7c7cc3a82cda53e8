using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Connections;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>Who a workload is to a store, by what the store's kind and realization know of users.</summary>
internal static class StoreLogins
{
    private const string ElasticsearchAdministrator = "elastic";

    /// <summary>The secret with the administrator's password: of Redis everybody's.</summary>
    public static string PasswordOf(Store store) => store.PasswordParameter ?? $"{store.Name}-password";

    /// <summary>The secret with the access key of an account that a cloud names.</summary>
    public static string AccessKeyOf(StoreUser user) => $"{user.Store.Name}-{user.Name}-access-key";

    public static string KafkaMechanism(Store store) => store.Realization.Realization is Realization.Plain ? "PLAIN" : "SCRAM-SHA-512";

    public static StoreLogin Of(StoreUser user) =>
        user.Store.Kind switch
        {
            StoreKind.Redis => new(null, new SecretPart(PasswordOf(user.Store))),
            StoreKind.Elasticsearch when user.Store.Realization.Realization is Realization.Plain => StoreLogin.Of(
                ElasticsearchAdministrator,
                PasswordOf(user.Store)
            ),
            // Strimzi calls the user what its object is called.
            StoreKind.Kafka => StoreLogin.Of(user.ObjectName, user.PasswordName),
            StoreKind.S3 when !user.Store.IsInside() => new(new SecretPart(AccessKeyOf(user)), new SecretPart(user.PasswordName)),
            _ => StoreLogin.Of(user.Name, user.PasswordName),
        };
}
