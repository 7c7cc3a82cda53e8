using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>Pieces of trees that several stores have.</summary>
internal static class Trees
{
    public const string Zone = "topology.kubernetes.io/zone";

    public static JsonArray List(IEnumerable<JsonNode> items) => [.. items];

    public static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        [.. entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value))];

    public static JsonObject Variable(string name, string value) => new() { ["name"] = name, ["value"] = value };

    public static JsonObject SecretVariable(string name, string secret, string key) =>
        new()
        {
            ["name"] = name,
            ["valueFrom"] = new JsonObject { ["secretKeyRef"] = SecretKey(secret, key) },
        };

    public static JsonObject SecretKey(string secret, string key) => new() { ["name"] = secret, ["key"] = key };

    public static JsonObject Resources(ComputeResources resources) =>
        new()
        {
            ["requests"] = new JsonObject { ["cpu"] = resources.CpuRequest, ["memory"] = resources.MemoryRequest },
            ["limits"] = new JsonObject { ["cpu"] = resources.CpuLimit, ["memory"] = resources.MemoryLimit },
        };

    public static JsonObject Mount(string name, string path, bool isReadOnly = false)
    {
        var mount = new JsonObject { ["name"] = name, ["mountPath"] = path };
        if (isReadOnly)
        {
            mount["readOnly"] = true;
        }
        return mount;
    }

    public static JsonObject EmptyDirectory(string name) => new() { ["name"] = name, ["emptyDir"] = new JsonObject() };

    public static JsonObject PodSecurity(int user) =>
        new()
        {
            ["runAsNonRoot"] = true,
            ["runAsUser"] = user,
            ["runAsGroup"] = user,
            ["fsGroup"] = user,
            ["fsGroupChangePolicy"] = "OnRootMismatch",
            ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
        };

    public static JsonObject ContainerSecurity(bool isReadOnly) =>
        new()
        {
            ["allowPrivilegeEscalation"] = false,
            ["readOnlyRootFilesystem"] = isReadOnly,
            ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
        };

    /// <summary>Members go to different zones, or wait until there is one.</summary>
    public static JsonArray SpreadOverZones(JsonObject selector) =>
        [
            new JsonObject
            {
                ["maxSkew"] = 1,
                ["topologyKey"] = Zone,
                ["whenUnsatisfiable"] = "DoNotSchedule",
                ["labelSelector"] = new JsonObject { ["matchLabels"] = selector },
            },
        ];

    /// <summary>No two members in one zone.</summary>
    public static JsonObject ApartByZone(JsonObject selector) =>
        new()
        {
            ["podAntiAffinity"] = new JsonObject
            {
                ["requiredDuringSchedulingIgnoredDuringExecution"] = new JsonArray(
                    new JsonObject
                    {
                        ["labelSelector"] = new JsonObject { ["matchLabels"] = selector },
                        ["topologyKey"] = Zone,
                    }
                ),
            },
        };
}
