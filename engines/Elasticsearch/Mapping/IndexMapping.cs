using System.Collections.Immutable;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>What an index knows of its documents' fields. Immutable: a change makes another.</summary>
internal sealed class IndexMapping : IIndexMapping
{
    private readonly Dictionary<string, MappingNode> nodes;
    private readonly Dictionary<string, MappedField> fields;

    public IndexMapping(MappingRoot root, IEnumerable<MappingNode> nodes)
    {
        Root = root;
        this.nodes = nodes.ToDictionary(node => node.Path, StringComparer.Ordinal);
        fields = this
            .nodes.Values.OfType<LeafNode>()
            .SelectMany(leaf => leaf.All)
            .Select(leaf => leaf.Field)
            .ToDictionary(field => field.Path, StringComparer.Ordinal);
        Count = this.nodes.Values.Sum(node => node is LeafNode leaf ? 1 + leaf.SubFields.Count : 1);
    }

    public static IndexMapping Empty { get; } = new(new MappingRoot(), []);

    public MappingRoot Root { get; }

    public IReadOnlyCollection<MappedField> Fields => fields.Values;

    /// <summary>Objects and leaves; sub-fields are in their leaves.</summary>
    public IReadOnlyCollection<MappingNode> Nodes => nodes.Values;

    /// <summary>Objects, leaves and sub-fields, as <c>index.mapping.total_fields.limit</c> counts them.</summary>
    public int Count { get; }

    public MappedField? Find(string path) => fields.GetValueOrDefault(path);

    public MappingNode? Node(string path) => nodes.GetValueOrDefault(path);

    /// <summary>With these beside what there is, or in its place.</summary>
    public IndexMapping With(IEnumerable<MappingNode> more, MappingRoot? root = null)
    {
        var all = new Dictionary<string, MappingNode>(nodes, StringComparer.Ordinal);
        foreach (var node in more)
            all[node.Path] = node;
        return new(root ?? Root, all.Values);
    }
}

/// <summary>What a mapping says of the document as a whole.</summary>
internal sealed record MappingRoot
{
    public static readonly ImmutableArray<string> DefaultDateFormats =
    [
        "strict_date_optional_time",
        "yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis",
    ];

    /// <summary>Null: as Elasticsearch's default, which is true.</summary>
    public Dynamic? Dynamic { get; init; }

    /// <summary>Null: true.</summary>
    public bool? DateDetection { get; init; }

    /// <summary>Null: <see cref="DefaultDateFormats"/>.</summary>
    public ImmutableArray<string>? DateFormats { get; init; }

    /// <summary>The user's own, as JSON.</summary>
    public string? Meta { get; init; }
}
