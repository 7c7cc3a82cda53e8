using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>One object of a cluster.</summary>
/// <param name="Tree">As the API has it, fields in the order in which they are printed.</param>
/// <param name="File">Where it stands below base, component or overlay: <c>gateway/deployment.yaml</c>. Objects may share a file.</param>
public sealed record KubernetesObject(JsonObject Tree, string File)
{
    /// <summary>A Kustomize component, on or off as a whole (<c>istio</c>, <c>monitoring</c> …); empty: always there.</summary>
    public string Component { get; init; } = "";

    public string Kind => (string)Tree["kind"]!;

    public string Name => (string)Tree["metadata"]!["name"]!;

    public string Namespace => (string?)Tree["metadata"]!["namespace"] ?? "";

    /// <summary>What makes it one object from stage to stage.</summary>
    public string Id => $"{(string)Tree["apiVersion"]!}/{Kind}/{Namespace}/{Name}";
}
