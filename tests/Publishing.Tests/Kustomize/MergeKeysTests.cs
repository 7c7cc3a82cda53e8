using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kustomize;

public class MergeKeysTests
{
    [Theory]
    [InlineData("v1/ConfigMap")]
    [InlineData("v1/Namespace")]
    [InlineData("v1/PersistentVolumeClaim")]
    [InlineData("v1/Secret")]
    [InlineData("v1/Service")]
    [InlineData("v1/ServiceAccount")]
    [InlineData("apps/v1/DaemonSet")]
    [InlineData("apps/v1/Deployment")]
    [InlineData("apps/v1/StatefulSet")]
    [InlineData("autoscaling/v2/HorizontalPodAutoscaler")]
    [InlineData("batch/v1/CronJob")]
    [InlineData("batch/v1/Job")]
    [InlineData("networking.k8s.io/v1/Ingress")]
    [InlineData("networking.k8s.io/v1/NetworkPolicy")]
    [InlineData("policy/v1/PodDisruptionBudget")]
    [InlineData("rbac.authorization.k8s.io/v1/Role")]
    [InlineData("rbac.authorization.k8s.io/v1/RoleBinding")]
    public async Task Every_list_that_the_api_merges_by_keys_is_known(string type)
    {
        const string proof = "that no list is merged by Kustomize that we take for one that is replaced";
        var definitions = await ReadAsync("kubernetes/definitions.json", proof);
        var index = await ReadAsync("kubernetes/gvk-index.json", proof);

        var merged = Merged((JsonObject)definitions["definitions"]!, (string)index[type]!, "", new HashSet<string>()).ToList();

        foreach (var (path, key) in merged)
        {
            // What the cluster writes is nobody's to publish.
            if (!path.Contains("status/", StringComparison.Ordinal) && !MergeKeys.IsDelicate(type, path))
            {
                MergeKeys.Find(type, path)?.Fields[0].ShouldBe(key, path);
                MergeKeys.Find(type, path).ShouldNotBeNull(path);
            }
        }
        merged.ShouldNotBeEmpty();
    }

    private static IEnumerable<(string Path, string Key)> Merged(
        JsonObject definitions,
        string name,
        string path,
        IReadOnlySet<string> above
    )
    {
        if (above.Contains(name) || definitions[name]?["properties"] is not JsonObject properties)
        {
            yield break;
        }
        foreach (var (property, schema) in properties)
        {
            var below = path.Length == 0 ? property : $"{path}/{property}";
            var isList = (string?)schema!["type"] == "array";
            if (isList && schema["x-kubernetes-patch-strategy"] is { } strategy && ((string)strategy!).Contains("merge"))
            {
                yield return (below, (string?)schema["x-kubernetes-patch-merge-key"] ?? "the item itself");
            }
            if ((string?)(isList ? schema["items"]!["$ref"] : schema["$ref"]) is { } reference)
            {
                var inner = reference[(reference.LastIndexOf('/') + 1)..];
                foreach (var found in Merged(definitions, inner, isList ? below + "/*" : below, new HashSet<string>(above) { name }))
                {
                    yield return found;
                }
            }
        }
    }

    private static async Task<JsonNode> ReadAsync(string path, string proof) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Schemas.Require(path, proof), TestContext.Current.CancellationToken))!;
}
