using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Publishing.Tests.Mesh;

namespace Publishing.Tests.Kubernetes;

/// <summary>What objects name must be there too: a cluster takes them all the same, and pods do not start.</summary>
internal static class ObjectReferences
{
    public static IEnumerable<string> Missing(Cluster cluster)
    {
        var known = cluster.Objects.Where(one => one.Component == "").SelectMany(Provides).ToHashSet();
        foreach (var one in cluster.Objects.Where(one => one.Component == ""))
        {
            foreach (var wanted in Wants(one).Where(wanted => !known.Contains(wanted)))
            {
                // A parameter that nobody has given yet: the pod says so and waits.
                if (!wanted.Contains("/ConfigMap/parameters/"))
                {
                    yield return $"{one.Kind} {one.Name} names {wanted}, which is not there";
                }
            }
        }
    }

    private static IEnumerable<string> Provides(KubernetesObject one)
    {
        yield return $"{one.Namespace}/{one.Kind}/{one.Name}";
        switch (one.Kind)
        {
            case "ConfigMap":
                foreach (var (key, _) in one.Tree["data"] as JsonObject ?? [])
                {
                    yield return $"{one.Namespace}/ConfigMap/{one.Name}/{key}";
                }
                break;
            case "Secret":
                foreach (var (key, _) in (one.Tree["stringData"] ?? one.Tree["data"]) as JsonObject ?? [])
                {
                    yield return $"{one.Namespace}/Secret/{one.Name}/{key}";
                }
                break;
            case "ExternalSecret":
                var name = one.Tree.Text("spec.target.name") ?? one.Name;
                yield return $"{one.Namespace}/Secret/{name}";
                var keys = one.Tree.ListAt("spec.data").Select(entry => (string)entry["secretKey"]!);
                var made = (one.Tree.At("spec.target.template.data") as JsonObject ?? []).Select(entry => entry.Key);
                foreach (var key in keys.Concat(made))
                {
                    yield return $"{one.Namespace}/Secret/{name}/{key}";
                }
                break;
        }
    }

    private static IEnumerable<string> Wants(KubernetesObject one)
    {
        if (one.Tree.At("spec.template.spec") is not JsonObject pod || one.Namespace.EndsWith("-data", StringComparison.Ordinal))
        {
            yield break;
        }
        if ((string?)pod["serviceAccountName"] is { } account)
        {
            yield return $"{one.Namespace}/ServiceAccount/{account}";
        }
        foreach (var volume in pod.ListAt("volumes"))
        {
            if (volume.Text("secret.secretName") is { } secret)
            {
                foreach (var item in volume.ListAt("secret.items"))
                {
                    yield return $"{one.Namespace}/Secret/{secret}/{(string)item["key"]!}";
                }
            }
            if (volume.Text("persistentVolumeClaim.claimName") is { } claim)
            {
                yield return $"{one.Namespace}/PersistentVolumeClaim/{claim}";
            }
        }
        foreach (var container in pod.ListAt("containers").Concat(pod.ListAt("initContainers")))
        {
            foreach (var source in container.ListAt("envFrom").Select(source => source.Text("configMapRef.name")).OfType<string>())
            {
                yield return $"{one.Namespace}/ConfigMap/{source}";
            }
            foreach (var variable in container.ListAt("env"))
            {
                foreach (var (field, kind) in new[] { ("secretKeyRef", "Secret"), ("configMapKeyRef", "ConfigMap") })
                {
                    if (variable.At($"valueFrom.{field}") is { } key)
                    {
                        yield return $"{one.Namespace}/{kind}/{key.Text("name")}/{key.Text("key")}";
                    }
                }
            }
        }
    }
}
