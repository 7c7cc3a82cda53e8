using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>How every object begins.</summary>
internal static class NewObject
{
    /// <param name="component">Whose labels it gets.</param>
    /// <param name="targetNamespace">Null: the application's; empty: the object has none, for it is the cluster's.</param>
    public static JsonObject New(
        this KubernetesContext context,
        string apiVersion,
        string kind,
        string name,
        string component,
        string? targetNamespace = null
    )
    {
        var metadata = new JsonObject { ["name"] = KubernetesName.Dotted(name) };
        if (targetNamespace is not "")
        {
            metadata["namespace"] = targetNamespace ?? context.ApplicationNamespace;
        }
        metadata["labels"] = context.Labels(component);
        return new()
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = kind,
            ["metadata"] = metadata,
        };
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
