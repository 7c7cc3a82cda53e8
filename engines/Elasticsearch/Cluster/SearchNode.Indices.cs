using System.Collections.Immutable;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What changes the cluster's state: each is one record of the translog and one swap.</summary>
internal sealed partial class SearchNode
{
    // Each has its dictionaries; thousands are somebody's loop.
    private const int MostIndices = 1000;

    /// <param name="body">Settings, mappings and aliases; null: none but the templates'.</param>
    /// <exception cref="ElasticsearchException">The name is taken or none, or the body is refused.</exception>
    public LocalIndex CreateIndex(string name, JsonElement? body)
    {
        lock (gate)
        {
            IndexNames.Check(name);
            if (state.Indices.TryGetValue(name, out var there))
                throw new ElasticsearchException(400, "resource_already_exists_exception", $"index [{name}/{there.Uuid}] already exists")
                {
                    Index = name,
                    Details = new Dictionary<string, object> { ["index_uuid"] = there.Uuid },
                };
            if (state.Aliases.ContainsKey(name))
                throw new ElasticsearchException(
                    400,
                    "invalid_index_name_exception",
                    $"Invalid index name [{name}], already exists as alias"
                )
                {
                    Index = name,
                };
            if (state.Indices.Count >= MostIndices)
                throw Documents.Validation.Failed(
                    $"this action would add [2] shards, but this cluster currently has [{state.Indices.Count}]/[{MostIndices}] maximum normal shards open"
                );
            var blueprint = IndexBlueprint.Of(name, state.Templates, body);
            var settings = IndexSettings.Empty.With(blueprint.Settings);
            foreach (var (setting, value) in settings.Values)
                SettingNames.Check(setting, value, onCreation: true);
            var mapping = blueprint.ReadMapping(AnalyzerCatalog.Create(settings.Analysis, settings.MaxNgramDiff));
            settings.Limits.Check(mapping, IndexMapping.Empty);
            var record = new IndexRecord(
                nextIndex,
                name,
                NewUuid(),
                time.GetUtcNow().ToUnixTimeMilliseconds(),
                settings.Values.ToDictionary(),
                MappingWriter.ToJson(mapping),
                0
            );
            var index = new LocalIndex(record, Budget, time, logger);
            index.EndReplay(translog);
            var next = state with { Indices = state.Indices.Add(name, index) };
            foreach (var (alias, member) in blueprint.Aliases)
            {
                CheckAlias(next, alias);
                next = next.WithAlias(alias, name, member);
            }
            Commit(new(Put: [record], Aliases: blueprint.Aliases.Count == 0 ? null : MetadataRecord.Of(next.Aliases)), next);
            nextIndex++;
            return index;
        }
    }

    /// <summary>The index that a document goes to, made where it is missing.</summary>
    public LocalIndex IndexForWrite(string name, bool requireAlias)
    {
        var now = State;
        if (requireAlias && !now.Aliases.ContainsKey(name))
            throw new ElasticsearchException(
                404,
                "index_not_found_exception",
                $"no such index [{name}] and [require_alias] request flag is [true] and [{name}] is not an alias"
            )
            {
                Index = name,
                Details = new Dictionary<string, object> { ["index_uuid"] = "_na_" },
            };
        if (IndexResolver.ResolveForWrite(now, name) is { } there)
            return there;
        lock (gate)
            return IndexResolver.ResolveForWrite(state, name) ?? CreateIndex(name, null);
    }

    public void DeleteIndices(IReadOnlyList<LocalIndex> indices)
    {
        lock (gate)
        {
            foreach (var index in indices)
                if (!ReferenceEquals(state.Indices.GetValueOrDefault(index.Name), index))
                    throw ElasticsearchException.IndexNotFound(index.Name);
            Commit(new(), indices.Aggregate(state, (now, index) => now.WithoutIndex(index.Name)), indices);
        }
    }

    /// <summary>All of it at once, or nothing.</summary>
    /// <param name="change">From the state as it is to the state as it shall be, and the indices that go.</param>
    public void UpdateAliases(Func<ClusterState, (ClusterState Next, IReadOnlyList<LocalIndex> Removed)> change)
    {
        lock (gate)
        {
            var (next, removed) = change(state);
            Commit(new(Aliases: MetadataRecord.Of(next.Aliases)), next, removed);
        }
    }

    public void PutTemplate(TemplateKind kind, string name, string json, bool create)
    {
        lock (gate)
        {
            if (create && state.Templates[kind].ContainsKey(name))
                throw ElasticsearchException.IllegalArgument(
                    kind == TemplateKind.Legacy ? $"index_template [{name}] already exists" : $"index template [{name}] already exists"
                );
            CommitTemplates(state.Templates.SetItem(kind, state.Templates[kind].SetItem(name, json)));
        }
    }

    public void DeleteTemplates(TemplateKind kind, IReadOnlyList<string> names)
    {
        lock (gate)
            CommitTemplates(state.Templates.SetItem(kind, state.Templates[kind].RemoveRange(names)));
    }

    /// <summary>Settings of the cluster; null resets one.</summary>
    public void PutSettings(IEnumerable<KeyValuePair<string, string?>> given)
    {
        lock (gate)
        {
            var settings = given.Aggregate(
                state.Settings,
                (now, setting) => setting.Value is null ? now.Remove(setting.Key) : now.SetItem(setting.Key, setting.Value)
            );
            Commit(new(Settings: settings.ToDictionary()), state with { Settings = settings });
        }
    }

    /// <exception cref="ElasticsearchException">It is no name for an alias, or an index has it.</exception>
    public static void CheckAlias(ClusterState state, string alias)
    {
        IndexNames.Check(alias, isAlias: true);
        if (state.Indices.ContainsKey(alias))
            throw new ElasticsearchException(
                400,
                "invalid_alias_name_exception",
                $"Invalid alias name [{alias}]: an index or data stream exists with the same name as the alias"
            );
        if (state.Aliases.TryGetValue(alias, out var members) && members.Count(member => member.Value.IsWriteIndex == true) > 1)
            throw new ElasticsearchException(
                400,
                "illegal_state_exception",
                $"alias [{alias}] has more than one write index [{string.Join(",", members.Where(member => member.Value.IsWriteIndex == true).Select(member => member.Key))}]"
            );
    }

    private void CommitTemplates(ImmutableDictionary<TemplateKind, ImmutableSortedDictionary<string, string>> templates) =>
        Commit(new(Templates: MetadataRecord.Of(templates)), state with { Templates = templates });

    private void Commit(MetadataRecord record, ClusterState next, IReadOnlyList<LocalIndex>? removed = null)
    {
        var (held, gone) = (0, false);
        try
        {
            foreach (var index in removed ?? [])
            {
                index.BeginDeletion();
                held++;
            }
            if (removed is { Count: > 0 })
                record = record with { Deleted = [.. removed.Select(index => index.Number)] };
            translog.Commit([record.ToBytes()], () => Volatile.Write(ref state, next));
            gone = true;
        }
        finally
        {
            for (var i = 0; i < held; i++)
                removed![i].EndDeletion(gone);
        }
        Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
