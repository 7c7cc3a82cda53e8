using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>One store of a cluster, and how its objects begin.</summary>
internal sealed class StoreScope(KubernetesContext context, Store store)
{
    public KubernetesContext Context { get; } = context;
    public Store Store { get; } = store;
    public StoreIntent Intent => Store.Realization;
    public string Name => KubernetesStores.NameOf(Store);
    public string Namespace => Context.DataNamespace;
    public IReadOnlyList<StoreUser> Users { get; } = StoreUsers.Of(context.Model, store);

    /// <summary>The Secret with the administrator's name and password, beside the store.</summary>
    public string AdministratorSecret => AdministratorOf(Store);

    /// <summary>Whether the stage's data outlives the loss of a zone.</summary>
    public bool SpansZones => Intent.Instances > 1;

    public static string AdministratorOf(Store store) => KubernetesStores.NameOf(store, "administrator");

    /// <summary>An object beside the store's own.</summary>
    public string NameOf(string suffix) => KubernetesStores.NameOf(Store, suffix);

    public JsonObject Labels() => Context.Labels(Store.Name);

    public JsonObject Selector() => Context.Selector(Store.Name);

    /// <param name="body">What stands beside apiVersion, kind and metadata.</param>
    /// <param name="file">Below the store's folder, without extension.</param>
    public KubernetesObject Object(
        string apiVersion,
        string kind,
        string name,
        string file,
        JsonObject body,
        JsonObject? annotations = null
    )
    {
        var tree = Context.New(apiVersion, kind, name, Store.Name, Namespace);
        if (annotations is { Count: > 0 })
        {
            tree["metadata"]!["annotations"] = annotations;
        }
        foreach (var (field, value) in body.ToList())
        {
            body.Remove(field);
            tree[field] = value;
        }
        return new(tree, $"{Name}/{file}.yaml");
    }

    /// <summary>What a volume of the store asks for.</summary>
    public JsonObject VolumeClaim()
    {
        var claim = new JsonObject { ["accessModes"] = new JsonArray("ReadWriteOnce") };
        if (Intent.StorageClass is { } storageClass)
        {
            claim["storageClassName"] = storageClass;
        }
        claim["resources"] = new JsonObject { ["requests"] = new JsonObject { ["storage"] = Intent.Storage } };
        return claim;
    }

    /// <summary>What was promised about recovery, for whoever looks at the object.</summary>
    public JsonObject RecoveryTargets() =>
        Store.Backup is { } backup
            ? new() { ["recovery-point"] = Text(backup.RecoveryPoint), ["recovery-time"] = Text(backup.RecoveryTime) }
            : [];

    /// <summary>The server's settings: what the graph says goes before what is usual.</summary>
    public SortedDictionary<string, string> Settings(params IEnumerable<KeyValuePair<string, string>> usual)
    {
        var settings = new SortedDictionary<string, string>(usual.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in Intent.Settings)
        {
            settings[name] = value;
        }
        return settings;
    }

    private static string Text(TimeSpan time) =>
        time.TotalHours >= 1 && time.Minutes == 0 ? $"{(int)time.TotalHours}h" : $"{(int)time.TotalMinutes}m";
}
