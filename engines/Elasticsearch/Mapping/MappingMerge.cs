using System.Collections.Immutable;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>How large a mapping may grow.</summary>
/// <param name="Fields">The setting <c>index.mapping.total_fields.limit</c>.</param>
/// <param name="Depth">The setting <c>index.mapping.depth.limit</c>.</param>
internal sealed record MappingLimits(int Fields, int Depth)
{
    // Elasticsearch has no limit unless it is set; here the whole mapping is one record of the translog.
    private const int LongestName = 8192;

    public static MappingLimits Default { get; } = new(1000, 20);

    /// <param name="before">What was there, which is not judged again.</param>
    public void Check(IndexMapping grown, IndexMapping before)
    {
        if (grown.Count > Fields && grown.Count > before.Count)
            throw ElasticsearchException.IllegalArgument(
                $"Limit of total fields [{Fields}] has been exceeded while adding new fields [{grown.Count - before.Count}]"
            );
        foreach (var node in grown.Nodes)
            if (node.Path.Length > LongestName && before.Node(node.Path) is null)
                throw ElasticsearchException.IllegalArgument(
                    $"Limit of field name length [{LongestName}] has been exceeded by the field [{node.Path[..100]}...]"
                );
        foreach (var node in grown.Nodes)
            if (node is ObjectNode && node.Path.AsSpan().Count('.') + 2 > Depth && before.Node(node.Path) is null)
                throw ElasticsearchException.IllegalArgument(
                    $"Limit of mapping depth [{Depth}] has been exceeded due to object field [{node.Path}]"
                );
    }
}

/// <summary>Adds a mapping to one that documents were indexed by: nothing that they were read as may change.</summary>
internal static class MappingMerge
{
    // What may be changed while documents are there.
    private static readonly HashSet<string> Changeable =
    [
        "ignore_above",
        "search_analyzer",
        "meta",
        "coerce",
        "ignore_malformed",
        "null_value",
        "eager_global_ordinals",
    ];

    /// <exception cref="ElasticsearchException">The new contradicts the old.</exception>
    public static IndexMapping Merge(IndexMapping old, IndexMapping more, MappingLimits limits)
    {
        var merged = more.Nodes.Select(node => Merge(old.Node(node.Path), node)).ToArray();
        var root = new MappingRoot
        {
            Dynamic = more.Root.Dynamic ?? old.Root.Dynamic,
            DateDetection = more.Root.DateDetection ?? old.Root.DateDetection,
            DateFormats = more.Root.DateFormats ?? old.Root.DateFormats,
            Meta = more.Root.Meta ?? old.Root.Meta,
        };
        var grown = old.With(merged, root);
        limits.Check(grown, old);
        return grown;
    }

    private static MappingNode Merge(MappingNode? old, MappingNode given) =>
        (old, given) switch
        {
            (null, _) => given,
            (ObjectNode there, ObjectNode now) when there.Enabled != now.Enabled && !now.Enabled =>
                throw ElasticsearchException.IllegalArgument(
                    $"the [enabled] parameter can't be updated for the object mapping [{given.Path}]"
                ),
            (ObjectNode there, ObjectNode now) => there with { Dynamic = now.Dynamic ?? there.Dynamic },
            (ObjectNode, LeafNode) => throw ElasticsearchException.IllegalArgument(
                $"can't merge a non object mapping [{given.Path}] with an object mapping"
            ),
            (LeafNode there, ObjectNode) => throw ElasticsearchException.IllegalArgument(
                $"can't merge a non object mapping [{there.Path}] with an object mapping"
            ),
            (LeafNode there, LeafNode now) => Merge(there, now),
            _ => throw new InvalidOperationException(given.GetType().Name),
        };

    private static LeafNode Merge(LeafNode old, LeafNode given)
    {
        if (old.TypeName != given.TypeName)
            throw ElasticsearchException.IllegalArgument(
                $"mapper [{given.Path}] cannot be changed from type [{old.TypeName}] to [{given.TypeName}]"
            );
        var changed = old
            .Parameters.Keys.Union(given.Parameters.Keys)
            .Where(name => !Changeable.Contains(name))
            // Norms may be given up, not taken up.
            .Where(name => name != "norms" || !given.Parameters.ContainsKey(name))
            .Where(name => old.Parameters.GetValueOrDefault(name) != given.Parameters.GetValueOrDefault(name))
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (changed.Length > 0)
        {
            var lines = changed.Select(name => $"\tCannot update parameter [{name}] from [{Shown(old, name)}] to [{Shown(given, name)}]");
            throw ElasticsearchException.IllegalArgument(
                $"Mapper for [{given.Path}] conflicts with existing mapper:\n{string.Join('\n', lines)}"
            );
        }
        var subFields = old.SubFields.ToBuilder();
        foreach (var (name, sub) in given.SubFields)
            subFields[name] = old.SubFields.TryGetValue(name, out var there) ? Merge(there, sub) : sub;
        return given with { SubFields = subFields.ToImmutable() };
    }

    private static string Shown(LeafNode leaf, string parameter) =>
        leaf.Parameters.TryGetValue(parameter, out var json)
            ? json.Trim('"')
            : parameter switch
            {
                "analyzer" => "default",
                "index" or "doc_values" or "norms" => "true",
                "format" => "strict_date_optional_time||epoch_millis",
                _ => "null",
            };
}
