using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Settings;

namespace Platform.Hosting.Publishing.Stores.Secrets;

/// <summary>A Secret that External Secrets keeps like what the secret manager has. No value of one is ever in the output.</summary>
public static class ExternalSecret
{
    /// <param name="owner">Whose labels it gets.</param>
    /// <param name="template">What the Secret is made of, where it is not the keys as they are.</param>
    public static JsonObject Of(
        KubernetesContext context,
        string name,
        string targetNamespace,
        string owner,
        IEnumerable<NeededKey> keys,
        JsonObject? template = null
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(keys);
        var target = new JsonObject
        {
            ["name"] = name,
            ["creationPolicy"] = "Owner",
            // Who loses sight of its secret manager keeps what it has.
            ["deletionPolicy"] = "Retain",
        };
        if (template is not null)
        {
            target["template"] = template;
        }
        var tree = context.New("external-secrets.io/v1", "ExternalSecret", name, owner, targetNamespace);
        tree["spec"] = new JsonObject
        {
            ["refreshInterval"] = context.Model.Settings.Secrets.RefreshInterval,
            ["secretStoreRef"] = SecretStores.Reference(context),
            ["target"] = target,
            ["data"] = new JsonArray([.. keys.Select(key => Entry(context, key))]),
        };
        return tree;
    }

    /// <summary>Where a given secret stands, as the stage's provider has it.</summary>
    public static (string Key, string Property) Remote(KubernetesContext context, GivenSecret secret) =>
        context.Model.Settings.Secrets.Provider is SecretProvider.Kubernetes
            ? (SecretStores.HandMade(context), secret.Name)
            : ($"{context.Model.Application}/{context.Model.Stage.Name()}/{secret.Group}", secret.Property);

    private static JsonObject Entry(KubernetesContext context, NeededKey key)
    {
        var (remote, property) = key.Source switch
        {
            GivenSecret given => Remote(context, given),
            CarriedSecret carried => (carried.Secret, carried.Key),
            _ => throw new InvalidOperationException($"Nobody knows where '{key.Key}' comes from."),
        };
        var entry = new JsonObject
        {
            ["secretKey"] = key.Key,
            ["remoteRef"] = new JsonObject { ["key"] = remote, ["property"] = property },
        };
        if (key.Source is CarriedSecret)
        {
            entry["sourceRef"] = new JsonObject { ["storeRef"] = SecretStores.Reference(SecretStores.DataStore, "SecretStore") };
        }
        return entry;
    }
}
