using System.Text.Json;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

internal enum AliasActionKind
{
    Add,
    Remove,
    RemoveIndex,
}

/// <summary>One action of <c>_aliases</c>.</summary>
/// <param name="MustExist">Of a removal: null asks that at least one of the request's removals found something.</param>
internal sealed record AliasAction(
    AliasActionKind Kind,
    IReadOnlyList<string> Indices,
    IReadOnlyList<string> Aliases,
    AliasMember Member,
    bool? MustExist
)
{
    /// <exception cref="ElasticsearchException">It is none of the three, or has what they have not.</exception>
    public static AliasAction Read(JsonElement action)
    {
        if (action.ValueKind != JsonValueKind.Object || action.EnumerateObject().ToArray() is not [var only])
            throw ElasticsearchException.IllegalArgument("Too many operations declared on operation entry");
        var kind = only.Name switch
        {
            "add" => AliasActionKind.Add,
            "remove" => AliasActionKind.Remove,
            "remove_index" => AliasActionKind.RemoveIndex,
            _ => throw new ElasticsearchException(400, "x_content_parse_exception", $"[alias_action] unknown field [{only.Name}]"),
        };
        IReadOnlyList<string> indices = [],
            aliases = [];
        bool? mustExist = null;
        var options = new Dictionary<string, JsonElement>();
        foreach (var member in only.Value.EnumerateObject())
            switch (member.Name)
            {
                case "index" or "indices":
                    indices = Names(member);
                    break;
                case "alias" or "aliases" when kind != AliasActionKind.RemoveIndex:
                    aliases = Names(member);
                    break;
                case "must_exist" when kind != AliasActionKind.Add:
                    mustExist = LeafReader.Flag(member.Name, member.Value);
                    break;
                default:
                    if (kind != AliasActionKind.Add)
                        throw new ElasticsearchException(400, "x_content_parse_exception", $"[{only.Name}] unknown field [{member.Name}]");
                    options[member.Name] = member.Value;
                    break;
            }
        if (indices.Count == 0)
            throw ElasticsearchException.IllegalArgument("One of [index] or [indices] is required");
        if (aliases.Count == 0 && kind != AliasActionKind.RemoveIndex)
            throw ElasticsearchException.IllegalArgument("One of [alias] or [aliases] is required");
        return new(kind, indices, aliases, ReadMember(aliases, options), mustExist);
    }

    /// <summary>All actions on one state: those that read it later see what those before did.</summary>
    public static (ClusterState Next, IReadOnlyList<LocalIndex> Removed) Apply(ClusterState state, IReadOnlyList<AliasAction> actions)
    {
        var removed = new List<LocalIndex>();
        var next = state;
        var (removals, found) = (0, 0);
        foreach (var action in actions)
        {
            var indices = IndexResolver.Resolve(
                next,
                string.Join(',', action.Indices),
                IndicesOptions.Default with
                {
                    AllowNoIndices = false,
                    ThroughAliases = false,
                }
            );
            switch (action.Kind)
            {
                case AliasActionKind.RemoveIndex:
                    removed.AddRange(indices);
                    next = indices.Aggregate(next, (now, index) => now.WithoutIndex(index.Name));
                    break;
                case AliasActionKind.Add:
                    foreach (var index in indices)
                    foreach (var alias in action.Aliases)
                        next = next.WithAlias(alias, index.Name, action.Member);
                    break;
                default:
                    var gone = next
                        .Aliases.Keys.Where(alias =>
                            action.Aliases.Any(pattern => pattern == "_all" || SimplePattern.Matches(pattern, alias))
                        )
                        .SelectMany(alias => indices.Select(index => (Alias: alias, index.Name)))
                        .Where(pair => next.Aliases[pair.Alias].ContainsKey(pair.Name))
                        .ToArray();
                    if (gone.Length == 0 && action.MustExist == true)
                        throw Missing(action);
                    removals += action.MustExist is null ? 1 : 0;
                    found += gone.Length;
                    next = gone.Aggregate(next, (now, pair) => now.WithoutAlias(pair.Alias, pair.Name));
                    break;
            }
        }
        if (removals == actions.Count && found == 0)
            throw Missing(actions[0]);
        // An alias may take the name of an index that goes in the same breath.
        foreach (var alias in actions.Where(action => action.Kind == AliasActionKind.Add).SelectMany(action => action.Aliases))
            SearchNode.CheckAlias(next, alias);
        return (next, removed);
    }

    private static ElasticsearchException Missing(AliasAction action)
    {
        var names = string.Join(",", action.Aliases);
        return new(404, "aliases_not_found_exception", $"aliases [{names}] missing")
        {
            Details = new Dictionary<string, object> { ["resource.type"] = "aliases", ["resource.id"] = names },
        };
    }

    private static AliasMember ReadMember(IReadOnlyList<string> aliases, Dictionary<string, JsonElement> options)
    {
        if (options.Count == 0)
            return new();
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in options)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.ToArray());
        return IndexBlueprint.ReadAlias(string.Join(",", aliases), document.RootElement);
    }

    private static IReadOnlyList<string> Names(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Array
            ? [.. member.Value.EnumerateArray().Select(name => name.ToString())]
            : member.Value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
}
