using System.Collections.Immutable;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What an alias says of one of its indices.</summary>
internal sealed record AliasMember(
    bool? IsWriteIndex = null,
    string? IndexRouting = null,
    string? SearchRouting = null,
    bool? IsHidden = null
);

internal enum TemplateKind
{
    /// <summary><c>_template</c>.</summary>
    Legacy,

    /// <summary><c>_index_template</c>.</summary>
    Index,

    /// <summary><c>_component_template</c>.</summary>
    Component,
}

/// <summary>All that is not documents, as of one moment. Immutable: a change makes another, which is swapped in at once.</summary>
internal sealed record ClusterState
{
    public ImmutableSortedDictionary<string, LocalIndex> Indices { get; init; } = Named<LocalIndex>();

    /// <summary>By alias, then by index.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, AliasMember>> Aliases { get; init; } =
        Named<ImmutableSortedDictionary<string, AliasMember>>();

    /// <summary>By kind, then by name; the bodies as JSON.</summary>
    public ImmutableDictionary<TemplateKind, ImmutableSortedDictionary<string, string>> Templates { get; init; } =
        Enum.GetValues<TemplateKind>().ToImmutableDictionary(kind => kind, _ => Named<string>());

    /// <summary>Of the cluster, by full name.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = Named<string>();

    public IEnumerable<KeyValuePair<string, AliasMember>> AliasesOf(string index) =>
        Aliases.Where(alias => alias.Value.ContainsKey(index)).Select(alias => KeyValuePair.Create(alias.Key, alias.Value[index]));

    public ClusterState WithAlias(string alias, string index, AliasMember member) =>
        this with
        {
            Aliases = Aliases.SetItem(alias, (Aliases.GetValueOrDefault(alias) ?? Named<AliasMember>()).SetItem(index, member)),
        };

    public ClusterState WithoutAlias(string alias, string index) =>
        !Aliases.TryGetValue(alias, out var members) ? this
        : members.Remove(index) is { IsEmpty: false } rest ? this with { Aliases = Aliases.SetItem(alias, rest) }
        : this with { Aliases = Aliases.Remove(alias) };

    public ClusterState WithoutIndex(string index) =>
        AliasesOf(index)
            .ToArray()
            .Aggregate(this with { Indices = Indices.Remove(index) }, (state, alias) => state.WithoutAlias(alias.Key, index));

    private static ImmutableSortedDictionary<string, T> Named<T>() => ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
