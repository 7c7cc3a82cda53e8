using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Publishing.Tests.Output;

namespace Publishing.Tests.Kustomize;

/// <summary>Objects that nobody would write, different in each stage, with values that every language on the way would like to read otherwise.</summary>
internal sealed class RandomObjects(int seed)
{
    // Keys tell list items apart, and what an object is: those stay.
    private static readonly HashSet<string> s_keys =
    [
        "apiVersion",
        "kind",
        "name",
        "namespace",
        "mountPath",
        "containerPort",
        "port",
        "protocol",
        "topologyKey",
        "whenUnsatisfiable",
    ];

    private static readonly string[] s_hostile =
    [
        // Kustomize writes control characters bare, and then cannot read what it wrote.
        .. YamlText.Known.Where(text => !text.Any(c => c is >= '\u007f' and < '\u00a0')),
        "{{ .Values.stage }}",
        "{{/* no comment */}}",
        "{{- if true }}",
        "{{ end }}",
        "{{{{",
        "{{{",
        "}}",
        "{{ `x` }}",
        "`",
        "```",
        "{{ $labels.instance }} is down",
        "$(A)",
        "$$(A)",
        "$",
        "$A",
        "${A}",
        "%",
        "%%d",
        "100%",
        "%!s(MISSING)",
        "\\",
        "\\n",
        "\"",
        "'",
        "''",
        "#",
        "a # b",
        "a: b",
        "<&>",
        "<no value>",
        "action0_",
        "actionx1_",
        "한국어 시장 🛒",
        "\u200b",
        "\u0301",
        "e\u0301",
        "\ud83d\ude00",
        "\ufffd",
        "line\nline\n",
        "line\n\n\n",
        "\nline",
        "  two\n    four\n",
        "line \nline",
        "\ttab\n",
        "a\r\nb",
        "--- \na",
        "---\na: b\n---\n",
        "{{ a\nb }}\n\n",
        new string('x', 5000),
        string.Join(' ', Enumerable.Repeat("word", 2000)),
    ];

    private readonly Random random = new(seed);
    private int count;

    /// <param name="number">How many objects there are, in some stage at least.</param>
    public static IReadOnlyList<StageObjects> Create(int seed, int number) => new RandomObjects(seed).Create(number);

    public static string Hostile(Random random)
    {
        var text =
            random.Next(3) == 0
                ? string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => s_hostile[random.Next(s_hostile.Length - 2)]))
                : s_hostile[random.Next(s_hostile.Length)];
        // Several lines that begin with a tab: Kustomize cannot read again what it writes for them.
        return text.StartsWith('\t') && text.Contains('\n') ? "x" + text : text;
    }

    private IReadOnlyList<StageObjects> Create(int number)
    {
        var objects = Stages.All.ToDictionary(stage => stage, _ => new List<KubernetesObject>());
        for (var i = 0; i < number; i++)
        {
            var tree = Tree();
            var kind = ((string)tree["kind"]!).ToLowerInvariant();
            string[] components = ["", "", "", "istio", "monitoring"];
            var component = components[random.Next(components.Length)];
            var file = random.Next(4) == 0 ? $"{kind}s.yaml" : $"res-{random.Next(6)}/{kind}.yaml";
            var having = random.Next(3) > 0 ? [.. Stages.All] : Stages.All.Where(_ => random.Next(2) == 0).ToList();
            foreach (var stage in having)
            {
                var own = (JsonObject)tree.DeepClone();
                for (var change = random.Next(4) == 0 ? random.Next(1, 5) : 0; change > 0; change--)
                {
                    Change(own, MergeKeys.TypeOf(own), "");
                }
                if (own["metadata"]!["labels"] is JsonObject labels)
                {
                    labels["environment"] = stage.Name();
                }
                objects[stage].Add(new(own, file) { Component = component });
            }
        }
        return [.. Stages.All.Select(stage => new StageObjects(stage, objects[stage]))];
    }

    private JsonObject Tree()
    {
        var name = $"o{count++}";
        var metadata = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = "open-market",
            ["labels"] = new JsonObject { ["app"] = name, ["environment"] = "" },
            ["annotations"] = Map(random.Next(1, 4), Text),
        };
        JsonObject Of(string apiVersion, string kind, params (string Key, JsonNode Value)[] rest) =>
            new(
                new Dictionary<string, JsonNode?>
                {
                    ["apiVersion"] = apiVersion,
                    ["kind"] = kind,
                    ["metadata"] = metadata,
                }.Concat(rest.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))
            );
        return random.Next(8) switch
        {
            0 => Of("v1", "ConfigMap", ("data", Map(random.Next(1, 6), Text))),
            1 => Of("v1", "Service", ("spec", new JsonObject { ["selector"] = Map(1, Text), ["ports"] = Ports("port") })),
            2 => Of("apps/v1", "Deployment", ("spec", new JsonObject { ["replicas"] = random.Next(9), ["template"] = Pod() })),
            3 => Of("apps/v1", "StatefulSet", ("spec", new JsonObject { ["template"] = Pod(), ["serviceName"] = name })),
            4 => Of(
                "batch/v1",
                "CronJob",
                (
                    "spec",
                    new JsonObject
                    {
                        ["schedule"] = "* * * * *",
                        ["jobTemplate"] = new JsonObject { ["spec"] = new JsonObject { ["template"] = Pod() } },
                    }
                )
            ),
            5 => Of(
                "networking.k8s.io/v1",
                "NetworkPolicy",
                (
                    "spec",
                    new JsonObject
                    {
                        ["podSelector"] = new JsonObject(),
                        ["egress"] = Any(3) is JsonArray list ? list : new JsonArray(Map(2, Text)),
                    }
                )
            ),
            6 => Of(
                "autoscaling/v2",
                "HorizontalPodAutoscaler",
                (
                    "spec",
                    new JsonObject
                    {
                        ["minReplicas"] = 1,
                        ["maxReplicas"] = random.Next(9),
                        ["metrics"] = new JsonArray(Map(2, Text), Map(1, Text)),
                    }
                )
            ),
            _ => Of("postgresql.cnpg.io/v1", "Cluster", ("spec", new JsonObject { ["any"] = Any(4), ["more"] = Map(3, () => Any(2)) })),
        };
    }

    private JsonObject Pod() =>
        new()
        {
            ["metadata"] = new JsonObject
            {
                ["labels"] = new JsonObject { ["app"] = "x" },
                ["annotations"] = Map(random.Next(1, 3), Text),
            },
            ["spec"] = new JsonObject
            {
                ["initContainers"] = Items(random.Next(3), Container),
                ["containers"] = Items(random.Next(1, 3), Container),
                ["volumes"] = Items(random.Next(3), i => new() { ["name"] = $"v{i}", ["emptyDir"] = new JsonObject() }),
                ["tolerations"] = new JsonArray(Map(2, Text)),
                ["topologySpreadConstraints"] = Items(
                    random.Next(3),
                    i =>
                        new()
                        {
                            ["topologyKey"] = $"t{i}",
                            ["whenUnsatisfiable"] = "ScheduleAnyway",
                            ["maxSkew"] = random.Next(5),
                        }
                ),
            },
        };

    private JsonObject Container(int number) =>
        new()
        {
            ["name"] = $"c{number}",
            ["image"] = $"open-market/c{number}:1.{random.Next(2)}",
            ["args"] = Items(random.Next(4), _ => Text()),
            ["env"] = Items(random.Next(6), i => new() { ["name"] = $"E{i}", ["value"] = Text() }),
            ["ports"] = Ports("containerPort"),
            ["volumeMounts"] = Items(random.Next(3), i => new() { ["mountPath"] = $"/m{i}", ["name"] = "v0" }),
            ["resources"] = Any(2) is JsonObject map ? map : new JsonObject(),
        };

    private JsonArray Ports(string key) =>
        Items(
            random.Next(1, 4),
            i =>
                new()
                {
                    ["name"] = $"p{i}",
                    [key] = 80 + (i / 2),
                    ["protocol"] = i % 2 == 0 ? "TCP" : "UDP",
                }
        );

    /// <summary>Something else somewhere in the tree.</summary>
    private void Change(JsonNode node, string type, string path)
    {
        if (node is JsonObject map)
        {
            var keys = map.Select(entry => entry.Key).Where(key => !s_keys.Contains(key)).ToList();
            var isTexts = path.EndsWith("annotations") || path.EndsWith("data") || path.EndsWith("labels") || path.EndsWith("selector");
            if (keys.Count == 0 || (random.Next(6) == 0 && path.Length > 0))
            {
                map[$"n{random.Next(5)}"] = isTexts ? Text() : Any(2);
                return;
            }
            var key = keys[random.Next(keys.Count)];
            var isFixed =
                path.Length == 0 || path == "metadata" || key is "containers" or "template" or "spec" or "jobTemplate" or "labels";
            if (key == "image")
            {
                map[key] = $"open-market/c{random.Next(2)}:2.{random.Next(3)}";
                return;
            }
            switch (random.Next(5))
            {
                case 0 when !isFixed && !(isTexts && map.Count == 1):
                    map.Remove(key);
                    break;
                case 1 when !isFixed && type.Contains("cnpg", StringComparison.Ordinal) && !isTexts:
                    map[key] = Any(2);
                    break;
                default:
                    if (map[key] is JsonObject or JsonArray)
                    {
                        Change(map[key]!, type, path.Length == 0 ? key : $"{path}/{key}");
                    }
                    else if (!(path == "metadata"))
                    {
                        map[key] = Other(map[key]!);
                    }
                    break;
            }
        }
        else if (node is JsonArray list)
        {
            var isKeyed = MergeKeys.Find(type, path) is not null;
            switch (random.Next(4))
            {
                case 0 when list.Count > 0 && !path.EndsWith("containers"):
                    list.RemoveAt(random.Next(list.Count));
                    break;
                case 1 when list.Count > 1:
                    var moved = list[random.Next(list.Count)]!;
                    list.Remove(moved);
                    list.Insert(random.Next(list.Count), moved);
                    break;
                case 2 when !isKeyed && !path.EndsWith("args"):
                    list.Insert(random.Next(list.Count + 1), Any(1));
                    break;
                case 2 when path.EndsWith("env"):
                    list.Insert(
                        random.Next(list.Count + 1),
                        new JsonObject { ["name"] = $"N{list.Count}{random.Next(1000)}", ["value"] = Text() }
                    );
                    break;
                default:
                    if (list.Count > 0 && random.Next(list.Count) is var at)
                    {
                        if (list[at] is JsonValue value)
                        {
                            list[at] = Other(value);
                        }
                        else if (list[at] is { } below)
                        {
                            Change(below, type, path + "/*");
                        }
                    }
                    break;
            }
        }
    }

    private JsonNode Other(JsonNode value) =>
        value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => Text(),
            System.Text.Json.JsonValueKind.Number => random.Next(100),
            _ => random.Next(2) == 0,
        };

    private JsonNode Any(int depth) =>
        random.Next(depth > 0 ? 8 : 4) switch
        {
            0 => random.Next(-5, 100_000),
            1 => random.Next(2) == 0,
            2 => random.Next(4) == 0 ? 1.5 : 9_007_199_254_740_993,
            3 => Text(),
            4 or 5 => Map(random.Next(4), () => Any(depth - 1)),
            6 => Items(random.Next(4), i => new() { ["name"] = $"i{i}", ["value"] = Any(depth - 1) }),
            _ => Items(random.Next(4), _ => Text()),
        };

    private JsonNode Text() => random.Next(2) == 0 ? $"text{random.Next(3)}" : Hostile(random);

    private static JsonObject Map(int size, Func<JsonNode> value) =>
        new(Enumerable.Range(0, size).Select(i => KeyValuePair.Create($"k{i}", (JsonNode?)value())));

    private static JsonArray Items(int size, Func<int, JsonObject> item) => [.. Enumerable.Range(0, size).Select(i => (JsonNode)item(i))];

    private static JsonArray Items(int size, Func<int, JsonNode> item) => [.. Enumerable.Range(0, size).Select(item)];
}
