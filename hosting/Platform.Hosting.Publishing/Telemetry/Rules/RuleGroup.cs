using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>Rules that are evaluated together, in order.</summary>
public sealed record RuleGroup(string Name, IReadOnlyList<Rule> Rules)
{
    /// <summary>Null: as Prometheus is set up.</summary>
    public TimeSpan? Interval { get; init; }

    public JsonObject Tree()
    {
        var tree = new JsonObject { ["name"] = Name };
        if (Interval is { } interval)
        {
            tree["interval"] = PromQl.Duration(interval);
        }
        tree["rules"] = new JsonArray([.. Rules.Select(rule => (JsonNode)rule.Tree())]);
        return tree;
    }
}

/// <summary>Rules about one resource, or about the platform.</summary>
/// <param name="Name">The resource's: a file's name, and an object's.</param>
public sealed record RuleFile(string Name, IReadOnlyList<RuleGroup> Groups)
{
    /// <summary>What a rules file of Prometheus holds, and the <c>spec</c> of a PrometheusRule.</summary>
    public JsonObject Tree() => new() { ["groups"] = new JsonArray([.. Groups.Select(group => (JsonNode)group.Tree())]) };
}
