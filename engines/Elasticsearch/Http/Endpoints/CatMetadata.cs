using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>The tables of what is not documents: aliases, templates, the node.</summary>
internal static class CatMetadata
{
    public static CatTable Aliases(RestRequest request)
    {
        var table = new CatTable([
            new("alias", "a"),
            new("index", "i,idx"),
            new("filter", "f,fi"),
            new("routing.index", "ri,routingIndex"),
            new("routing.search", "rs,routingSearch"),
            new("is_write_index", "w,isWriteIndex"),
        ]);
        var names = request.Path("name")?.Split(',');
        foreach (var (alias, members) in request.Node.State.Aliases)
            if (names is null || names.Any(name => name == "_all" || Requests.SimplePattern.Matches(name, alias)))
                foreach (var (index, member) in members)
                    table.Add(
                        alias,
                        index,
                        "-",
                        member.IndexRouting ?? "-",
                        member.SearchRouting ?? "-",
                        member.IsWriteIndex is { } write ? (write ? "true" : "false") : "-"
                    );
        return table;
    }

    public static CatTable Nodes(RestRequest request)
    {
        var table = new CatTable([
            new("ip", "i"),
            new("heap.percent", "hp,heapPercent", IsNumber: true),
            new("ram.percent", "rp,ramPercent", IsNumber: true),
            new("cpu", "", IsNumber: true),
            new("load_1m", "l", IsNumber: true),
            new("load_5m", "l", IsNumber: true),
            new("load_15m", "l", IsNumber: true),
            new("node.role", "r,role,nodeRole"),
            new("master", "m"),
            new("name", "n"),
            new("version", "v", Shown: false),
            new("id", "nodeId", Shown: false),
        ]);
        var heap = 100 * request.Node.Budget.Used / Math.Max(1, request.Node.Budget.Limit);
        table.Add(
            "127.0.0.1",
            $"{heap}",
            null,
            null,
            null,
            null,
            null,
            "dim",
            "*",
            request.Node.Options.NodeName,
            Versions.Elasticsearch,
            ErrorAnswer.NodeId
        );
        return table;
    }

    public static CatTable Master(RestRequest request)
    {
        var table = new CatTable([new("id", ""), new("host", "h"), new("ip", ""), new("node", "n")]);
        table.Add(ErrorAnswer.NodeId, "127.0.0.1", "127.0.0.1", request.Node.Options.NodeName);
        return table;
    }

    public static CatTable Templates(RestRequest request)
    {
        var table = new CatTable([
            new("name", "n"),
            new("index_patterns", "t"),
            new("order", "o,p", IsNumber: true),
            new("version", "v", IsNumber: true),
            new("composed_of", "c"),
        ]);
        foreach (var kind in (TemplateKind[])[TemplateKind.Legacy, TemplateKind.Index])
        foreach (var (name, json) in request.Node.State.Templates[kind])
        {
            if (request.Path("name") is { } wanted && !Requests.SimplePattern.Matches(wanted, name))
                continue;
            using var template = JsonDocument.Parse(json);
            string? Text(string member) =>
                template.RootElement.TryGetProperty(member, out var value)
                    ? value.ToString().Replace("\"", "", StringComparison.Ordinal)
                    : null;
            table.Add(
                name,
                Text("index_patterns"),
                Text(kind == TemplateKind.Legacy ? "order" : "priority") ?? "0",
                Text("version"),
                kind == TemplateKind.Index ? Text("composed_of") ?? "[]" : null
            );
        }
        return table;
    }
}
