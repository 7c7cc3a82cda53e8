using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>What a stage's file has on top of the first one's, by Compose's rules of merging: maps by key, commands as a whole, other lists added to.</summary>
internal static class ComposeOverride
{
    private static readonly string[] s_replaced = ["command", "entrypoint", "test"];

    /// <summary>Null: the stage needs none.</summary>
    public static JsonObject? Of(ComposeStage first, ComposeStage stage)
    {
        var difference = Difference(first.Tree, stage.Tree) ?? [];
        var removed = Removed(first, stage);
        if (removed.Count > 0)
        {
            var services = difference["services"] as JsonObject ?? [];
            difference["services"] ??= services;
            foreach (var name in removed)
            {
                // A file on top can take nothing away: what the stage has not gets a profile that nobody asks for.
                services[name] = new JsonObject { ["profiles"] = new JsonArray(Profile(first, name)) };
            }
            Loosen(first, stage, services, removed);
        }
        Tell(first, stage);
        return difference.Count > 0 ? difference : null;
    }

    /// <summary>The profile of a service that a stage leaves out.</summary>
    public static string Profile(ComposeStage first, string service) =>
        first.Model.Workloads.Any(workload => workload.IsMock && ComposeNames.Service(workload.Name) == service) ? "mocks" : "unused";

    private static List<string> Removed(ComposeStage first, ComposeStage stage)
    {
        var there = stage.Tree["services"] as JsonObject ?? [];
        return [.. (first.Tree["services"] as JsonObject ?? []).Select(entry => entry.Key).Where(name => !there.ContainsKey(name))];
    }

    // Whoever waited for what is not there would not start.
    private static void Loosen(ComposeStage first, ComposeStage stage, JsonObject services, List<string> removed)
    {
        foreach (var name in stage.Context.File.Services.Keys)
        {
            foreach (var gone in removed.Where(gone => first.Tree["services"]?[name]?["depends_on"]?[gone] is not null))
            {
                var changed = services[name] as JsonObject ?? [];
                services[name] ??= changed;
                var dependencies = changed["depends_on"] as JsonObject ?? [];
                changed["depends_on"] ??= dependencies;
                dependencies[gone] = new JsonObject { ["condition"] = "service_started", ["required"] = false };
            }
        }
    }

    private static JsonObject? Difference(JsonObject from, JsonObject to)
    {
        var difference = new JsonObject();
        foreach (var (name, value) in to)
        {
            if (!from.TryGetPropertyValue(name, out var old))
            {
                difference[name] = value?.DeepClone();
            }
            else if (Difference(name, old, value) is { } changed)
            {
                difference[name] = changed;
            }
        }
        return difference.Count > 0 ? difference : null;
    }

    private static JsonNode? Difference(string name, JsonNode? from, JsonNode? to)
    {
        if (JsonNode.DeepEquals(from, to))
        {
            return null;
        }
        return (from, to) switch
        {
            (JsonObject old, JsonObject value) => Difference(old, value),
            (JsonArray old, JsonArray value) when !s_replaced.Contains(name) => Added(old, value),
            _ => to?.DeepClone(),
        };
    }

    private static JsonArray? Added(JsonArray from, JsonArray to)
    {
        var added = new JsonArray();
        foreach (var item in to.Where(item => !from.Any(old => JsonNode.DeepEquals(old, item))))
        {
            added.Add(item?.DeepClone());
        }
        return added.Count > 0 ? added : null;
    }

    // An honest word where merging cannot say it.
    private static void Tell(ComposeStage first, ComposeStage stage)
    {
        foreach (var (name, service) in stage.Tree["services"] as JsonObject ?? [])
        {
            foreach (var key in new[] { "ports", "environment", "volumes" })
            {
                if (first.Tree["services"]?[name]?[key] is { } old && Lost(old, service?[key]) is { Count: > 0 } lost)
                {
                    stage.Context.Tell(
                        FindingLevel.Note,
                        $"compose/docker-compose.{stage.Model.Stage.Name()}.yaml",
                        $"'{name}' keeps what docker-compose.yaml gives it and {stage.Model.Stage.Name()} has not, for a file on top takes nothing away: {key}: {string.Join(", ", lost)}."
                    );
                }
            }
        }
    }

    private static List<string> Lost(JsonNode from, JsonNode? to) =>
        (from, to) switch
        {
            (JsonObject old, JsonObject value) => [.. old.Select(entry => entry.Key).Where(key => !value.ContainsKey(key))],
            (JsonObject old, null) => [.. old.Select(entry => entry.Key)],
            (JsonArray old, JsonArray value) =>
            [
                .. old.Where(item => !value.Any(other => JsonNode.DeepEquals(item, other))).Select(item => item!.ToJsonString()),
            ],
            (JsonArray old, null) => [.. old.Select(item => item!.ToJsonString())],
            _ => [],
        };
}
