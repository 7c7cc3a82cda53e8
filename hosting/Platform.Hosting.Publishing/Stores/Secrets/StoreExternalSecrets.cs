using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores.Realizations;
using Platform.Hosting.Publishing.Telemetry.Cluster;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>Beside each store that runs in the cluster: its administrator, and a Secret for each account whose password no operator makes.</summary>
public sealed class StoreExternalSecrets : IKubernetesContributor
{
    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var store in context.Model.Stores.Where(store => store.IsInside()))
        {
            if (HasAdministrator(store))
            {
                yield return Administrator(context, store);
            }
            foreach (var user in StoreUsers.Of(context.Model, store).Where(HasSecret))
            {
                yield return Account(context, user);
            }
        }
    }

    // Of the others the operator makes its own, or nobody needs one.
    private static bool HasAdministrator(Store store) =>
        store.Realization.Realization is Realization.Plain || store.Kind is StoreKind.Redis or StoreKind.S3;

    private static bool HasSecret(StoreUser user) =>
        (user.Store.Kind, user.Store.Realization.Realization) switch
        {
            (StoreKind.Redis, _) => false,
            (StoreKind.Kafka, Realization.Operator) => false,
            (StoreKind.Elasticsearch, Realization.Plain) => false,
            _ => true,
        };

    private static KubernetesObject Administrator(KubernetesContext context, Store store)
    {
        var source = new SecretSources(context.Model).Of(StoreLogins.PasswordOf(store));
        return Object(context, store, StoreScope.AdministratorOf(store), source, Template("Opaque", "administrator"));
    }

    private static KubernetesObject Account(KubernetesContext context, StoreUser user)
    {
        var source = new SecretSources(context.Model).Of(user.PasswordName);
        var template = Template("kubernetes.io/basic-auth", user.Name);
        if (user.Store is { Kind: StoreKind.PostgreSql, Realization.Realization: Realization.Operator })
        {
            // CloudNativePG changes the role's password when such a Secret changes.
            template["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["cnpg.io/reload"] = "true" } };
        }
        if (user.Store.Kind is StoreKind.Elasticsearch)
        {
            var data = (JsonObject)template["data"]!;
            data["roles"] = user.Name;
            data["roles.yml"] = Role(context, user);
        }
        return Object(context, user.Store, user.ObjectName, source, template);
    }

    // Who writes logs has nothing to do with products.
    private static string Role(KubernetesContext context, StoreUser user)
    {
        var (rights, indices) = LogStores.IsWriter(user)
            ? ("monitor, manage_index_templates, manage_ilm", $"{LogStore.Index(context.Model.Application)}-*")
            : ("monitor, manage_index_templates", "*");
        return $"{user.Name}:\n  cluster: [{rights}]\n  indices:\n    - names: ['{indices}']\n      privileges: [all]\n";
    }

    private static JsonObject Template(string type, string user) =>
        new()
        {
            ["engineVersion"] = "v2",
            ["type"] = type,
            ["data"] = new JsonObject { ["username"] = user, ["password"] = "{{ .password }}" },
        };

    private static KubernetesObject Object(KubernetesContext context, Store store, string name, SecretSource source, JsonObject template) =>
        new(
            ExternalSecret.Of(context, name, context.DataNamespace, store.Name, [new NeededKey("password", source)], template),
            $"{KubernetesStores.NameOf(store)}/external-secrets.yaml"
        );
}
