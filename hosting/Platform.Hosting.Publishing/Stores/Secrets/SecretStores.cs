using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Settings;
using Platform.Hosting.Publishing.Telemetry.Cluster;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>
/// From where External Secrets copies a stage's secrets: AWS Secrets Manager, Vault, or (dev) one Secret of the cluster that somebody made by
/// hand. What operators make beside the stores is copied from there, by an account that may read just that.
/// </summary>
public sealed class SecretStores : IKubernetesContributor
{
    private const string Api = "external-secrets.io/v1";
    private const string Account = "external-secrets";
    private const string File = "secret-stores.yaml";
    private const string Label = "secrets";

    /// <summary>The store in the application's namespace that reads the data's.</summary>
    internal const string DataStore = "data-secrets";

    /// <summary>The store of the stage, as an ExternalSecret refers to it.</summary>
    public static JsonObject Reference(KubernetesContext context) =>
        context.Model.Settings.Secrets.Provider switch
        {
            SecretProvider.Aws => Reference("aws-secrets-manager", "SecretStore"),
            SecretProvider.Vault => Reference("vault-backend", "ClusterSecretStore"),
            _ => Reference("kubernetes-secrets", "SecretStore"),
        };

    /// <summary>The Secret that is made by hand where there is no secret manager; in the application's namespace.</summary>
    public static string HandMade(KubernetesContext context) => KubernetesName.Of($"{context.Model.Application}-secrets");

    internal static JsonObject Reference(string name, string kind) => new() { ["name"] = name, ["kind"] = kind };

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        var settings = context.Model.Settings.Secrets;
        string[] namespaces = [context.ApplicationNamespace, context.DataNamespace, context.MonitoringNamespace];
        var provided = settings.Provider switch
        {
            SecretProvider.Aws => namespaces.SelectMany(target => OfAws(context, settings, target)),
            SecretProvider.Vault => OfVault(context, settings, namespaces),
            _ => OfKubernetes(context, namespaces),
        };
        return provided.Concat(OfData(context));
    }

    private static IEnumerable<KubernetesObject> OfAws(KubernetesContext context, SecretSettings settings, string target)
    {
        var account = context.New("v1", "ServiceAccount", Account, Label, target);
        if (settings.RoleArn.Length > 0)
        {
            account["metadata"]!["annotations"] = new JsonObject { ["eks.amazonaws.com/role-arn"] = settings.RoleArn };
        }
        account["automountServiceAccountToken"] = false;
        yield return new(account, File);
        yield return Store(
            context,
            "SecretStore",
            target,
            new()
            {
                ["aws"] = new JsonObject
                {
                    ["service"] = "SecretsManager",
                    ["region"] = settings.Region,
                    ["auth"] = new JsonObject
                    {
                        ["jwt"] = new JsonObject { ["serviceAccountRef"] = new JsonObject { ["name"] = Account } },
                    },
                },
            }
        );
    }

    private static IEnumerable<KubernetesObject> OfVault(KubernetesContext context, SecretSettings settings, IEnumerable<string> namespaces)
    {
        yield return ServiceAccount(context, context.ApplicationNamespace, Account);
        var store = Store(
            context,
            "ClusterSecretStore",
            "",
            new()
            {
                ["vault"] = new JsonObject
                {
                    ["server"] = settings.Server,
                    ["path"] = settings.Path,
                    ["version"] = "v2",
                    ["auth"] = new JsonObject
                    {
                        ["kubernetes"] = new JsonObject
                        {
                            ["mountPath"] = "kubernetes",
                            ["role"] = settings.Role,
                            ["serviceAccountRef"] = new JsonObject { ["name"] = Account, ["namespace"] = context.ApplicationNamespace },
                        },
                    },
                },
            }
        );
        store.Tree["spec"]!["conditions"] = new JsonArray(new JsonObject { ["namespaces"] = NewObject.List(namespaces) });
        yield return store;
    }

    private static IEnumerable<KubernetesObject> OfKubernetes(KubernetesContext context, string[] namespaces)
    {
        foreach (var target in namespaces)
        {
            yield return ServiceAccount(context, target, Account);
            yield return Store(context, "SecretStore", target, Cluster(context.ApplicationNamespace, Account));
        }
        foreach (var grant in Grant(context, Account, context.ApplicationNamespace, [HandMade(context)], namespaces))
        {
            yield return grant;
        }
    }

    // An operator's secrets and certificates stand where its stores do, which pods of another namespace cannot mount.
    private static IEnumerable<KubernetesObject> OfData(KubernetesContext context)
    {
        (string Namespace, IReadOnlyList<NeededSecret> Needed)[] readers =
        [
            (context.ApplicationNamespace, NeededSecrets.OfWorkloads(context)),
            (context.MonitoringNamespace, TelemetrySecrets.Needed(context)),
        ];
        var carried = readers
            .Select(reader => (reader.Namespace, Secrets: Carried(reader.Needed)))
            .Where(reader => reader.Secrets.Count > 0)
            .ToList();
        if (carried.Count == 0)
        {
            yield break;
        }
        foreach (var (target, _) in carried)
        {
            yield return ServiceAccount(context, target, DataStore);
            var store = context.New(Api, "SecretStore", DataStore, Label, target);
            store["spec"] = new JsonObject { ["provider"] = Cluster(context.DataNamespace, DataStore) };
            yield return new(store, File);
        }
        var names = carried.SelectMany(reader => reader.Secrets).Distinct();
        foreach (var grant in Grant(context, DataStore, context.DataNamespace, names, carried.Select(reader => reader.Namespace)))
        {
            yield return grant;
        }
    }

    private static List<string> Carried(IEnumerable<NeededSecret> needed) =>
        [
            .. needed
                .SelectMany(one => one.Keys)
                .Select(key => key.Source)
                .OfType<CarriedSecret>()
                .Select(source => source.Secret)
                .Distinct(),
        ];

    private static KubernetesObject Store(KubernetesContext context, string kind, string target, JsonObject provider)
    {
        var store = context.New(Api, kind, (string)Reference(context)["name"]!, Label, target);
        store["spec"] = new JsonObject { ["provider"] = provider };
        return new(store, File);
    }

    private static JsonObject Cluster(string remote, string account) =>
        new()
        {
            ["kubernetes"] = new JsonObject
            {
                ["remoteNamespace"] = remote,
                ["server"] = new JsonObject
                {
                    ["caProvider"] = new JsonObject
                    {
                        ["type"] = "ConfigMap",
                        ["name"] = "kube-root-ca.crt",
                        ["key"] = "ca.crt",
                    },
                },
                ["auth"] = new JsonObject { ["serviceAccount"] = new JsonObject { ["name"] = account } },
            },
        };

    private static KubernetesObject ServiceAccount(KubernetesContext context, string target, string name)
    {
        var account = context.New("v1", "ServiceAccount", name, Label, target);
        account["automountServiceAccountToken"] = false;
        return new(account, File);
    }

    /// <summary>May read the secrets named, and no other.</summary>
    private static IEnumerable<KubernetesObject> Grant(
        KubernetesContext context,
        string account,
        string target,
        IEnumerable<string> secrets,
        IEnumerable<string> from
    )
    {
        const string Rbac = "rbac.authorization.k8s.io";
        var role = context.New($"{Rbac}/v1", "Role", $"{account}-reader", Label, target);
        role["rules"] = new JsonArray(
            new JsonObject
            {
                ["apiGroups"] = new JsonArray(""),
                ["resources"] = new JsonArray("secrets"),
                ["resourceNames"] = NewObject.List(secrets),
                ["verbs"] = new JsonArray("get"),
            },
            new JsonObject
            {
                ["apiGroups"] = new JsonArray("authorization.k8s.io"),
                ["resources"] = new JsonArray("selfsubjectrulesreviews"),
                ["verbs"] = new JsonArray("create"),
            }
        );
        yield return new(role, File);
        var binding = context.New($"{Rbac}/v1", "RoleBinding", $"{account}-reader", Label, target);
        binding["roleRef"] = new JsonObject
        {
            ["apiGroup"] = Rbac,
            ["kind"] = "Role",
            ["name"] = $"{account}-reader",
        };
        binding["subjects"] = new JsonArray([
            .. from.Select(home => new JsonObject
            {
                ["kind"] = "ServiceAccount",
                ["name"] = account,
                ["namespace"] = home,
            }),
        ]);
        yield return new(binding, File);
    }
}
