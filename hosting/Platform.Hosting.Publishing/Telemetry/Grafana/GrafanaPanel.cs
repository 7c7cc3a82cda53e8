using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>A chart over time.</summary>
/// <param name="Unit">As Grafana has it: <c>ms</c>, <c>reqps</c>, <c>percentunit</c>, <c>bytes</c>, <c>short</c>.</param>
internal sealed record GrafanaPanel(string Title, string Unit, params GrafanaQuery[] Queries)
{
    /// <summary>Of 24. Default 8.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Where it turns red; null: nowhere.</summary>
    public double? Limit { get; init; }

    /// <summary>Where it turns orange; null: nowhere.</summary>
    public double? Warning { get; init; }

    /// <summary>Whether the limit is one from below.</summary>
    public bool IsLowerLimit { get; init; }

    public JsonObject Tree(int id, int x, int y, int height) =>
        new()
        {
            ["id"] = id,
            ["type"] = "timeseries",
            ["title"] = Title,
            ["datasource"] = GrafanaProvisioning.Datasource(),
            ["gridPos"] = new JsonObject
            {
                ["h"] = height,
                ["w"] = Width,
                ["x"] = x,
                ["y"] = y,
            },
            ["fieldConfig"] = new JsonObject
            {
                ["defaults"] = new JsonObject
                {
                    ["unit"] = Unit,
                    ["min"] = 0,
                    ["custom"] = new JsonObject
                    {
                        ["drawStyle"] = "line",
                        ["fillOpacity"] = 10,
                        ["showPoints"] = "never",
                        ["thresholdsStyle"] = new JsonObject { ["mode"] = Limit is null ? "off" : "line" },
                    },
                    ["thresholds"] = new JsonObject { ["mode"] = "absolute", ["steps"] = Steps() },
                },
                ["overrides"] = new JsonArray(),
            },
            ["options"] = new JsonObject
            {
                ["legend"] = new JsonObject
                {
                    ["displayMode"] = "list",
                    ["placement"] = "bottom",
                    ["showLegend"] = true,
                },
                ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
            },
            ["targets"] = new JsonArray([.. Queries.Select((query, at) => (JsonNode)query.Tree(at))]),
        };

    // The first step has no value: everything from below.
    private JsonArray Steps()
    {
        var steps = new JsonArray(Step(IsLowerLimit ? "red" : "green", null));
        if (Warning is { } warning)
        {
            steps.Add((JsonNode)Step("orange", IsLowerLimit ? Limit : warning));
        }
        if (Limit is { } limit)
        {
            steps.Add((JsonNode)Step(IsLowerLimit ? "green" : "red", IsLowerLimit ? Warning ?? limit : limit));
        }
        return steps;
    }

    private static JsonObject Step(string color, double? value) => new() { ["color"] = color, ["value"] = value };
}

/// <param name="Legend">With labels in braces: <c>{{job}}</c>.</param>
internal sealed record GrafanaQuery(string Expression, string Legend)
{
    public JsonObject Tree(int at) =>
        new()
        {
            ["refId"] = $"{(char)('A' + at)}",
            ["datasource"] = GrafanaProvisioning.Datasource(),
            ["expr"] = Expression,
            ["legendFormat"] = Legend,
        };
}
