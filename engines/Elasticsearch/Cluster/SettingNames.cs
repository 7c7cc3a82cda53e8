using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>Which settings an index may have, and what their values may be.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, (int Least, int Most)> Numbers = new(StringComparer.Ordinal)
    {
        ["index.number_of_shards"] = (1, 1024),
        ["index.number_of_replicas"] = (0, int.MaxValue),
        ["index.max_result_window"] = (1, int.MaxValue),
        ["index.mapping.total_fields.limit"] = (0, int.MaxValue),
        ["index.mapping.depth.limit"] = (1, 1000),
        ["index.max_ngram_diff"] = (0, int.MaxValue),
    };

    // Given when the index is made, and never again.
    private static readonly HashSet<string> Fixed = Full("number_of_shards codec number_of_routing_shards routing_partition_size mode");

    // Taken and shown; they tune what is built otherwise here, and no answer depends on them.
    private static readonly HashSet<string> Inert =
    [
        .. Full(
            "auto_expand_replicas codec hidden priority gc_deletes number_of_routing_shards max_inner_result_window max_rescore_window"
        ),
        .. Full("max_docvalue_fields_search max_script_fields max_shingle_diff max_terms_count max_regex_length max_refresh_listeners"),
        .. Full("highlight.max_analyzed_offset analyze.max_token_count search.idle.after write.wait_for_active_shards mode"),
        .. Full("mapping.nested_fields.limit mapping.nested_objects.limit mapping.field_name_length.limit mapping.dimension_fields.limit"),
        .. Full(
            "query.default_field unassigned.node_left.delayed_timeout shard.check_on_startup soft_deletes.enabled allocation.max_retries"
        ),
    ];

    private static readonly string[] InertPrefixes =
    [
        "index.routing.",
        "index.translog.",
        "index.merge.",
        "index.search.slowlog.",
        "index.indexing.slowlog.",
        "index.soft_deletes.",
        "index.lifecycle.",
    ];

    private static readonly string[] RefusedPrefixes =
    [
        "index.blocks.",
        "index.sort.",
        "index.similarity.",
        "index.default_pipeline",
        "index.final_pipeline",
        "index.mapping.coerce",
        "index.mapping.ignore_malformed",
        "index.mapping.source.",
        "index.time_series.",
    ];

    private static readonly string[] PrivatePrefixes = ["index.uuid", "index.creation_date", "index.provided_name", "index.version."];

    /// <param name="json">Null: back to the default.</param>
    /// <exception cref="ElasticsearchException">There is no such setting, or it takes no such value.</exception>
    public static void Check(string name, string? json, bool onCreation)
    {
        if (BeginsWithAny(name, RefusedPrefixes))
            throw ElasticsearchException.Unsupported($"The setting [{name}]");
        if (BeginsWithAny(name, PrivatePrefixes))
            throw ElasticsearchException.IllegalArgument($"private index setting [{name}] can not be set explicitly");
        if (!onCreation && (Fixed.Contains(name) || IndexSettings.IsAnalysis(name)))
            throw ElasticsearchException.IllegalArgument($"Can't update non dynamic settings [[{name}]] for open indices");
        if (json is null)
            return;
        if (Numbers.TryGetValue(name, out var bounds))
            CheckNumber(name, json, bounds.Least, bounds.Most);
        else if (name == "index.refresh_interval")
            TimeValue.ParseInterval(JsonNode.Parse(json)!.ToString(), name);
        else if (!Inert.Contains(name) && !IndexSettings.IsAnalysis(name) && !BeginsWithAny(name, InertPrefixes))
            throw ElasticsearchException.IllegalArgument(
                $"unknown setting [{name}] please check that any required plugins are installed, or check the breaking changes documentation for removed settings"
            );
    }

    private static void CheckNumber(string name, string json, int least, int most)
    {
        var text = JsonNode.Parse(json)!.ToString();
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            throw ElasticsearchException.IllegalArgument($"Failed to parse value [{text}] for setting [{name}]");
        if (number < least)
            throw ElasticsearchException.IllegalArgument($"Failed to parse value [{text}] for setting [{name}] must be >= {least}");
        if (number > most)
            throw ElasticsearchException.IllegalArgument($"Failed to parse value [{text}] for setting [{name}] must be <= {most}");
    }

    private static bool BeginsWithAny(string name, string[] prefixes) =>
        prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static HashSet<string> Full(string names) => [.. names.Split(' ').Select(name => $"index.{name}")];
}
