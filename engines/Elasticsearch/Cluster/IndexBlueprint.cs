using System.Collections.Immutable;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>What a new index is made of: the templates that its name matches, then what the request says, the later before the earlier.</summary>
internal sealed class IndexBlueprint
{
    private readonly List<JsonElement> mappings = [];
    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AliasMember> aliases = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string?> Settings => settings;

    public IReadOnlyDictionary<string, AliasMember> Aliases => aliases;

    /// <exception cref="ElasticsearchException">The request's body has what none may have.</exception>
    public static IndexBlueprint Of(
        string name,
        ImmutableDictionary<TemplateKind, ImmutableSortedDictionary<string, string>> templates,
        JsonElement? body
    )
    {
        var blueprint = new IndexBlueprint();
        foreach (var part in PartsOf(name, templates))
            blueprint.Add(part);
        if (body is not { } request)
            return blueprint;
        if (request.ValueKind != JsonValueKind.Object)
            throw ElasticsearchException.Parsing("Expected [START_OBJECT] as the request's body");
        foreach (var member in request.EnumerateObject())
            if (member.Name is not ("settings" or "mappings" or "aliases"))
                throw ElasticsearchException.Parsing($"unknown key [{member.Name}] for create index");
        blueprint.Add(request);
        return blueprint;
    }

    public IndexMapping ReadMapping(AnalyzerCatalog analyzers)
    {
        var merged = IndexMapping.Empty;
        foreach (var mapping in mappings)
        {
            var read = new MappingReader(analyzers).Read(mapping);
            merged = merged.With(
                read.Nodes,
                new()
                {
                    Dynamic = read.Root.Dynamic ?? merged.Root.Dynamic,
                    DateDetection = read.Root.DateDetection ?? merged.Root.DateDetection,
                    DateFormats = read.Root.DateFormats ?? merged.Root.DateFormats,
                    Meta = read.Root.Meta ?? merged.Root.Meta,
                }
            );
        }
        return merged;
    }

    /// <summary>Members of an alias, as requests and templates write them.</summary>
    /// <exception cref="ElasticsearchException">It has a filter, or something unknown.</exception>
    public static AliasMember ReadAlias(string alias, JsonElement definition)
    {
        var member = new AliasMember();
        if (definition.ValueKind == JsonValueKind.Null)
            return member;
        foreach (var option in definition.EnumerateObject())
            member = option.Name switch
            {
                "is_write_index" => member with { IsWriteIndex = LeafReader.Flag(option.Name, option.Value) },
                "is_hidden" => member with { IsHidden = LeafReader.Flag(option.Name, option.Value) },
                "routing" => member with { IndexRouting = option.Value.ToString(), SearchRouting = option.Value.ToString() },
                "index_routing" or "indexRouting" => member with { IndexRouting = option.Value.ToString() },
                "search_routing" or "searchRouting" => member with { SearchRouting = option.Value.ToString() },
                "filter" when option.Value.ValueKind == JsonValueKind.Null => member,
                "filter" => throw ElasticsearchException.Unsupported($"[filter] on the alias [{alias}]"),
                _ => throw ElasticsearchException.IllegalArgument($"Unknown field [{option.Name}] in alias [{alias}]"),
            };
        return member;
    }

    private static IEnumerable<JsonElement> PartsOf(
        string name,
        ImmutableDictionary<TemplateKind, ImmutableSortedDictionary<string, string>> templates
    )
    {
        // A composable template replaces the legacy ones; the one of the highest priority is it.
        var index = templates[TemplateKind.Index]
            .Values.Select(Parse)
            .Where(body => Matches(name, body))
            .OrderByDescending(body => Number(body, "priority"))
            .FirstOrDefault();
        if (index.ValueKind != JsonValueKind.Object)
        {
            foreach (
                var legacy in templates[TemplateKind.Legacy]
                    .Values.Select(Parse)
                    .Where(body => Matches(name, body))
                    .OrderBy(body => Number(body, "order"))
            )
                yield return legacy;
            yield break;
        }
        if (index.TryGetProperty("composed_of", out var components))
            foreach (var component in components.EnumerateArray())
                if (
                    templates[TemplateKind.Component].TryGetValue(component.ToString(), out var json)
                    && Parse(json).TryGetProperty("template", out var part)
                )
                    yield return part;
        if (index.TryGetProperty("template", out var template))
            yield return template;
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = JsonBody.RequestDepth });
        return document.RootElement.Clone();
    }

    private static bool Matches(string name, JsonElement template) =>
        template.GetProperty("index_patterns") is var patterns && patterns.ValueKind == JsonValueKind.Array
            ? patterns.EnumerateArray().Any(pattern => SimplePattern.Matches(pattern.ToString(), name))
            : SimplePattern.Matches(patterns.ToString(), name);

    private static long Number(JsonElement template, string member) =>
        template.TryGetProperty(member, out var value) && long.TryParse(value.ToString(), out var number) ? number : 0;

    private void Add(JsonElement part)
    {
        if (part.TryGetProperty("settings", out var given) && given.ValueKind == JsonValueKind.Object)
            foreach (var (name, value) in IndexSettings.Read(given))
                settings[name] = value;
        if (part.TryGetProperty("mappings", out var mapping) && mapping.ValueKind != JsonValueKind.Null)
            mappings.Add(mapping);
        if (part.TryGetProperty("aliases", out var named) && named.ValueKind == JsonValueKind.Object)
            foreach (var alias in named.EnumerateObject())
                aliases[alias.Name] = ReadAlias(alias.Name, alias.Value);
    }
}
