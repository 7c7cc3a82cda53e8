using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>Finds the indices that an expression means: names, aliases, patterns, exclusions.</summary>
internal static class IndexResolver
{
    /// <param name="expression">Comma-separated; null, <c>_all</c> and <c>*</c> mean all.</param>
    /// <returns>Each index once, in the order of the expression; of a pattern by name.</returns>
    /// <exception cref="ElasticsearchException">Something that is named is not there.</exception>
    public static IReadOnlyList<LocalIndex> Resolve(ClusterState state, string? expression, IndicesOptions options)
    {
        var parts = (expression ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
            parts = ["_all"];
        var found = new List<LocalIndex>();
        var sawPattern = false;
        foreach (var part in parts)
        {
            if (part[0] == '-' && sawPattern)
            {
                var excluded = Expand(state, part[1..], options with { ExpandHidden = true });
                found.RemoveAll(excluded.Contains);
            }
            else if (part == "_all" || SimplePattern.IsPattern(part))
            {
                sawPattern = true;
                var matches = Expand(state, part, options);
                if (matches.Count == 0 && !options.AllowNoIndices)
                    throw ElasticsearchException.IndexNotFound(part);
                found.AddRange(matches.Where(match => !found.Contains(match)));
            }
            else
                found.AddRange(Named(state, part, options).Where(match => !found.Contains(match)));
        }
        return found.Count > 0 || options.AllowNoIndices || options.IgnoreUnavailable && !sawPattern
            ? found
            : throw ElasticsearchException.IndexNotFound(expression ?? "_all");
    }

    /// <summary>The one index that a read of one document means.</summary>
    public static LocalIndex ResolveOne(ClusterState state, string name)
    {
        var indices = Named(state, name, IndicesOptions.Default);
        return indices.Count == 1
            ? indices[0]
            : throw ElasticsearchException.IllegalArgument(
                $"alias [{name}] has more than one index associated with it [{string.Join(", ", indices.Select(index => index.Name))}], can't execute a single index op"
            );
    }

    /// <summary>The one index that a write goes to; null where there is neither an index nor an alias of the name.</summary>
    public static LocalIndex? ResolveForWrite(ClusterState state, string name)
    {
        if (state.Indices.TryGetValue(name, out var index))
            return index;
        if (!state.Aliases.TryGetValue(name, out var members))
            return null;
        var target =
            members.Where(member => member.Value.IsWriteIndex == true).Select(member => member.Key).FirstOrDefault()
            ?? (members.Count == 1 && members.Values.First().IsWriteIndex is null ? members.Keys.First() : null);
        return target is not null
            ? state.Indices[target]
            : throw ElasticsearchException.IllegalArgument(
                $"no write index is defined for alias [{name}]. The write index may be explicitly disabled using is_write_index=false or the alias points to multiple indices without one being designated as a write index"
            );
    }

    private static IReadOnlyList<LocalIndex> Named(ClusterState state, string name, IndicesOptions options)
    {
        if (state.Indices.TryGetValue(name, out var index))
            return [index];
        if (options.ThroughAliases && state.Aliases.TryGetValue(name, out var members))
            return [.. members.Keys.Select(member => state.Indices[member])];
        if (options.IgnoreUnavailable)
            return [];
        if (name[0] == '_')
            IndexNames.Check(name);
        throw ElasticsearchException.IndexNotFound(name);
    }

    private static IReadOnlyList<LocalIndex> Expand(ClusterState state, string pattern, IndicesOptions options)
    {
        if (!options.ExpandOpen && (pattern == "_all" || SimplePattern.IsPattern(pattern)))
            return [];
        if (pattern == "_all")
            pattern = "*";
        var visible = state.Indices.Values.Where(index =>
            options.ExpandHidden || !index.Settings.Hidden || pattern[0] == '.' && index.Name[0] == '.' || pattern == index.Name
        );
        return
        [
            .. visible.Where(index =>
                SimplePattern.Matches(pattern, index.Name)
                || options.ThroughAliases && state.AliasesOf(index.Name).Any(alias => SimplePattern.Matches(pattern, alias.Key))
            ),
        ];
    }
}
