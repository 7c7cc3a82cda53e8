using System.Text.Json.Nodes;

namespace Platform.Hosting.Publishing.Telemetry.Grafana;

/// <summary>Rows of charts. Where each stands is computed.</summary>
/// <param name="Id">Stable, in the page's address and the file's name.</param>
internal sealed record GrafanaDashboard(string Id, string Title, IReadOnlyList<GrafanaRow> Rows)
{
    private const int Columns = 24;
    private const int PanelHeight = 8;

    /// <summary>Whether one chooses services at the top; queries then say <c>$job</c>.</summary>
    public string? ServicesOf { get; init; }

    public JsonObject Tree()
    {
        var panels = new JsonArray();
        var (id, y) = (1, 0);
        foreach (var row in Rows)
        {
            panels.Add((JsonNode)row.Tree(id++, y++));
            var x = 0;
            foreach (var panel in row.Panels)
            {
                if (x + panel.Width > Columns)
                {
                    (x, y) = (0, y + PanelHeight);
                }
                panels.Add((JsonNode)panel.Tree(id++, x, y, PanelHeight));
                x += panel.Width;
            }
            y += PanelHeight;
        }
        return new JsonObject
        {
            ["uid"] = Id,
            ["title"] = Title,
            ["editable"] = false,
            ["schemaVersion"] = 39,
            ["refresh"] = "30s",
            ["time"] = new JsonObject { ["from"] = "now-1h", ["to"] = "now" },
            ["templating"] = new JsonObject { ["list"] = Variables() },
            ["panels"] = panels,
        };
    }

    private JsonArray Variables() =>
        ServicesOf is not { } metric
            ? []
            :
            [
                new JsonObject
                {
                    ["name"] = "job",
                    ["label"] = "Service",
                    ["type"] = "query",
                    ["datasource"] = GrafanaProvisioning.Datasource(),
                    ["query"] = $"label_values({metric}, job)",
                    ["refresh"] = 2,
                    ["multi"] = true,
                    ["includeAll"] = true,
                    ["current"] = new JsonObject { ["text"] = "All", ["value"] = "$__all" },
                },
            ];
}

internal sealed record GrafanaRow(string Title, params GrafanaPanel[] Panels)
{
    public JsonObject Tree(int id, int y) =>
        new()
        {
            ["id"] = id,
            ["type"] = "row",
            ["title"] = Title,
            ["collapsed"] = false,
            ["gridPos"] = new JsonObject
            {
                ["h"] = 1,
                ["w"] = 24,
                ["x"] = 0,
                ["y"] = y,
            },
            ["panels"] = new JsonArray(),
        };
}
