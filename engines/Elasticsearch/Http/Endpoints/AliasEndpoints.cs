using System.Text.Json;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Aliases, one by one and several at once.</summary>
internal static class AliasEndpoints
{
    private static readonly string[] Timeouts = ["timeout", "master_timeout"];
    private static readonly string[] Showing = ["local", "master_timeout", .. IndicesOptions.Parameters];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("POST", "/_aliases", Update, Timeouts),
        Route.Of("GET", "/_alias", Get, Showing),
        Route.Of("GET", "/{index}/_alias", Get, Showing),
        Route.Of("GET HEAD", "/_alias/{name}", Get, Showing),
        Route.Of("GET HEAD", "/{index}/_alias/{name}", Get, Showing),
        Route.Of("PUT POST", "/{index}/_alias/{name}", Put, Timeouts),
        Route.Of("PUT POST", "/{index}/_aliases/{name}", Put, Timeouts),
        Route.Of("DELETE", "/{index}/_alias/{name}", Delete, Timeouts),
        Route.Of("DELETE", "/{index}/_aliases/{name}", Delete, Timeouts),
    ];

    public static void WriteAliases(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, AliasMember>> aliases)
    {
        foreach (var (alias, member) in aliases)
        {
            writer.WriteStartObject(alias);
            if (member.IndexRouting is { } indexing)
                writer.WriteString("index_routing", indexing);
            if (member.SearchRouting is { } searching)
                writer.WriteString("search_routing", searching);
            if (member.IsWriteIndex is { } write)
                writer.WriteBoolean("is_write_index", write);
            if (member.IsHidden is { } hidden)
                writer.WriteBoolean("is_hidden", hidden);
            writer.WriteEndObject();
        }
    }

    private static RestAnswer Update(RestRequest request)
    {
        var body = request.RequiredObject();
        foreach (var member in body.EnumerateObject())
            if (member.Name != "actions")
                throw new ElasticsearchException(400, "x_content_parse_exception", $"[aliases] unknown field [{member.Name}]");
        if (!body.TryGetProperty("actions", out var actions) || actions.ValueKind != JsonValueKind.Array)
            throw ElasticsearchException.IllegalArgument("[aliases] failed to parse field [actions]");
        var read = actions.EnumerateArray().Select(AliasAction.Read).ToArray();
        if (read.Length == 0)
            throw Documents.Validation.Failed("Must specify at least one alias action");
        IReadOnlyList<LocalIndex> gone = [];
        request.Node.UpdateAliases(state =>
        {
            var changed = AliasAction.Apply(state, read);
            gone = changed.Removed;
            return changed;
        });
        foreach (var index in gone)
            request.Searches.Forget(index.Name);
        return RestAnswer.Acknowledged;
    }

    private static RestAnswer Put(RestRequest request)
    {
        var name = request.Path("name")!;
        var member = request.Json() is { } body ? IndexBlueprint.ReadAlias(name, body) : new();
        Change(request, new(AliasActionKind.Add, Split(request.Path("index")!), Split(name), member, null));
        return RestAnswer.Acknowledged;
    }

    private static RestAnswer Delete(RestRequest request)
    {
        Change(request, new(AliasActionKind.Remove, Split(request.Path("index")!), Split(request.Path("name")!), new(), MustExist: true));
        return RestAnswer.Acknowledged;
    }

    private static void Change(RestRequest request, AliasAction action) =>
        request.Node.UpdateAliases(state => AliasAction.Apply(state, [action]));

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static RestAnswer Get(RestRequest request)
    {
        var state = request.Node.State;
        var patterns = request.Path("name") is { } given ? Split(given) : null;
        var indices = IndexEndpoints.Resolve(request, IndicesOptions.Default with { ExpandHidden = patterns is not null });
        bool Wanted(string alias) =>
            patterns is null || patterns.Any(pattern => pattern == "_all" || SimplePattern.Matches(pattern, alias));
        var found = indices
            .Select(index => (index.Name, Aliases: state.AliasesOf(index.Name).Where(alias => Wanted(alias.Key)).ToArray()))
            // Where aliases are named, indices without any of them are left out.
            .Where(index => patterns is null || index.Aliases.Length > 0)
            .ToArray();
        var names = found.SelectMany(index => index.Aliases.Select(alias => alias.Key)).ToHashSet();
        var missing = (patterns ?? [])
            .Where(pattern => pattern != "_all" && !SimplePattern.IsPattern(pattern) && !names.Contains(pattern))
            .Order()
            .ToArray();
        if (request.Method == "HEAD")
            return RestAnswer.Exists(missing.Length == 0 && names.Count > 0);
        return RestAnswer.Object(
            missing.Length > 0 ? 404 : 200,
            writer =>
            {
                if (missing.Length > 0)
                {
                    writer.WriteString("error", $"alias{(missing.Length > 1 ? "es" : "")} [{string.Join(",", missing)}] missing");
                    writer.WriteNumber("status", 404);
                }
                foreach (var (index, aliases) in found)
                {
                    writer.WriteStartObject(index);
                    writer.WriteStartObject("aliases");
                    WriteAliases(writer, aliases);
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }
            }
        );
    }
}
