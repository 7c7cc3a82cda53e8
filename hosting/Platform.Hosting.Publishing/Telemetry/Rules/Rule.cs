using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>A rule of Prometheus.</summary>
public abstract record Rule(string Expression)
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>As Prometheus and its operator both write it.</summary>
    public abstract JsonObject Tree();

    private protected static JsonObject Map(IReadOnlyDictionary<string, string> values) =>
        [.. values.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value))];
}

/// <summary>Keeps the value of an expression as a series of its own.</summary>
public sealed record RecordingRule(string Name, string Expression) : Rule(Expression)
{
    public override JsonObject Tree()
    {
        var tree = new JsonObject { ["record"] = Name, ["expr"] = Expression };
        if (Labels.Count > 0)
        {
            tree["labels"] = Map(Labels);
        }
        return tree;
    }
}

/// <summary>Tells somebody while its expression has a value.</summary>
/// <param name="Severity">critical or warning.</param>
public sealed record AlertingRule(string Name, string Severity, string Expression) : Rule(Expression)
{
    /// <summary>How long it must hold before anybody is told.</summary>
    public TimeSpan For { get; init; }

    /// <summary>In a line.</summary>
    public required string Summary { get; init; }

    /// <summary>How bad it is, with <c>{{ $value }}</c>.</summary>
    public required string Description { get; init; }

    public override JsonObject Tree()
    {
        var tree = new JsonObject { ["alert"] = Name, ["expr"] = Expression };
        if (For > TimeSpan.Zero)
        {
            tree["for"] = PromQl.Duration(For);
        }
        tree["labels"] = Map(new Dictionary<string, string>(Labels) { ["severity"] = Severity });
        tree["annotations"] = new JsonObject { ["summary"] = Summary, ["description"] = Description };
        return tree;
    }
}
