using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>
/// A step that makes what a plain server has no object for: roles, topics, buckets. It may run again at any time. A Job cannot be changed, so
/// its name tells what it does: another script is another Job.
/// </summary>
internal sealed record SetupStep(int User, IReadOnlyDictionary<string, string> Files)
{
    private const string Directory = "/setup";

    public required IReadOnlyList<string> Command { get; init; }
    public IReadOnlyList<JsonObject> Environment { get; init; } = [];
    public IReadOnlyList<string> Writable { get; init; } = ["/tmp"];
    public IReadOnlyList<(JsonObject Volume, string Path)> Volumes { get; init; } = [];

    public static string PathOf(string file) => $"{Directory}/{file}";

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        var files = Trees.Map(Files);
        var name = scope.NameOf("setup");
        yield return scope.Object("v1", "ConfigMap", name, "setup", new() { ["data"] = files });
        yield return scope.Object("batch/v1", "Job", $"{name}-{Fingerprint(scope)}", "setup", new() { ["spec"] = Spec(scope, name) });
    }

    private JsonObject Spec(StoreScope scope, string configuration)
    {
        var labels = scope.Labels();
        labels["role"] = "setup";
        return new()
        {
            // The server may take its time to come up: the first attempts fail, each waiting longer.
            ["backoffLimit"] = 20,
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = labels },
                ["spec"] = new JsonObject
                {
                    ["serviceAccountName"] = scope.Name,
                    ["automountServiceAccountToken"] = false,
                    ["restartPolicy"] = "OnFailure",
                    ["securityContext"] = Trees.PodSecurity(User),
                    ["containers"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = "setup",
                            ["image"] = scope.Store.Image.ToString(),
                            ["command"] = Trees.List(Command),
                            ["env"] = Trees.List(Environment.Select(variable => variable.DeepClone())),
                            ["resources"] = Trees.Resources(Model.ComputeDefaults.Resources),
                            ["securityContext"] = Trees.ContainerSecurity(isReadOnly: true),
                            ["volumeMounts"] = Trees.List([
                                Trees.Mount("setup", Directory, isReadOnly: true),
                                .. Writable.Select((path, index) => Trees.Mount($"writable-{index}", path)),
                                .. Volumes.Select(one => Trees.Mount((string)one.Volume["name"]!, one.Path, isReadOnly: true)),
                            ]),
                        }
                    ),
                    ["volumes"] = Trees.List([
                        new JsonObject
                        {
                            ["name"] = "setup",
                            ["configMap"] = new JsonObject { ["name"] = configuration },
                        },
                        .. Writable.Select((_, index) => Trees.EmptyDirectory($"writable-{index}")),
                        .. Volumes.Select(one => one.Volume.DeepClone()),
                    ]),
                },
            },
        };
    }

    private string Fingerprint(StoreScope scope)
    {
        var text = new StringBuilder(scope.Store.Image.ToString()).Append('\0');
        foreach (var (file, content) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(file).Append('\0').Append(content).Append('\0');
        }
        text.AppendJoin('\0', Environment.Select(variable => variable.ToJsonString())).AppendJoin('\0', Command);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..8];
    }
}
