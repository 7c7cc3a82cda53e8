using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Mappings and settings of indices.</summary>
internal static class IndexMetadataEndpoints
{
    private static readonly string[] Timeouts = ["timeout", "master_timeout", "write_index_only", .. IndicesOptions.Parameters];
    private static readonly string[] Showing =
    [
        "local",
        "master_timeout",
        "flat_settings",
        "include_defaults",
        .. IndicesOptions.Parameters,
    ];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        Route.Of("GET", "/_mapping", GetMapping, Showing),
        Route.Of("GET", "/{index}/_mapping", GetMapping, Showing),
        Route.Of("GET", "/{index}/_mapping/field/{fields}", GetFieldMapping, Showing),
        Route.Of("GET", "/_mapping/field/{fields}", GetFieldMapping, Showing),
        Route.Of("PUT POST", "/{index}/_mapping", PutMapping, Timeouts),
        Route.Of("GET", "/_settings", GetSettings, Showing),
        Route.Of("GET", "/{index}/_settings", GetSettings, Showing),
        Route.Of("GET", "/{index}/_settings/{name}", GetSettings, Showing),
        Route.Of("PUT", "/_settings", PutSettings, ["preserve_existing", "flat_settings", "reopen", .. Timeouts]),
        Route.Of("PUT", "/{index}/_settings", PutSettings, ["preserve_existing", "flat_settings", "reopen", .. Timeouts]),
    ];

    /// <param name="wanted">Patterns of full names; null: all.</param>
    public static void WriteSettings(Utf8JsonWriter writer, LocalIndex index, bool flat, IReadOnlyList<string>? wanted)
    {
        var given = index.Settings;
        var shown = given.With([
            Shown("index.number_of_shards", given.Shards.ToString(CultureInfo.InvariantCulture)),
            Shown("index.number_of_replicas", given.Replicas.ToString(CultureInfo.InvariantCulture)),
            Shown("index.uuid", index.Uuid),
            Shown("index.creation_date", index.CreatedAt.ToString(CultureInfo.InvariantCulture)),
            Shown("index.provided_name", index.Name),
            Shown("index.version.created", "8525000"),
        ]);
        bool Wanted(string name) => wanted is null || wanted.Any(pattern => SimplePattern.Matches(pattern, name));
        writer.WritePropertyName("settings");
        if (!flat)
        {
            shown.ToTree(Wanted).WriteTo(writer);
            return;
        }
        writer.WriteStartObject();
        foreach (var (name, json) in shown.Values)
            if (Wanted(name))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json);
            }
        writer.WriteEndObject();
    }

    private static KeyValuePair<string, string?> Shown(string name, string value) =>
        KeyValuePair.Create(name, (string?)((JsonNode)value).ToJsonString());

    private static RestAnswer GetMapping(RestRequest request)
    {
        var indices = IndexEndpoints.Resolve(request);
        return RestAnswer.Object(
            200,
            writer =>
            {
                foreach (var index in indices)
                {
                    writer.WriteStartObject(index.Name);
                    writer.WritePropertyName("mappings");
                    MappingWriter.Write(writer, index.Mapping);
                    writer.WriteEndObject();
                }
            }
        );
    }

    private static RestAnswer GetFieldMapping(RestRequest request)
    {
        var indices = IndexEndpoints.Resolve(request);
        var patterns = request.Path("fields")!.Split(',');
        return RestAnswer.Object(
            200,
            writer =>
            {
                foreach (var index in indices)
                {
                    writer.WriteStartObject(index.Name);
                    writer.WriteStartObject("mappings");
                    foreach (
                        var leaf in index
                            .Mapping.Nodes.OfType<LeafNode>()
                            .SelectMany(leaf => leaf.All)
                            .OrderBy(leaf => leaf.Path, StringComparer.Ordinal)
                    )
                    {
                        if (!patterns.Any(pattern => SimplePattern.Matches(pattern, leaf.Path)))
                            continue;
                        writer.WriteStartObject(leaf.Path);
                        writer.WriteString("full_name", leaf.Path);
                        writer.WriteStartObject("mapping");
                        writer.WritePropertyName(leaf.Name);
                        MappingWriter.WriteLeaf(writer, leaf);
                        writer.WriteEndObject();
                        writer.WriteEndObject();
                    }
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }
            }
        );
    }

    private static RestAnswer PutMapping(RestRequest request)
    {
        var mapping = request.RequiredObject();
        foreach (var index in IndexEndpoints.Resolve(request, IndicesOptions.Default with { AllowNoIndices = false }))
            index.PutMapping(mapping);
        return RestAnswer.Acknowledged;
    }

    private static RestAnswer GetSettings(RestRequest request)
    {
        var indices = IndexEndpoints.Resolve(request);
        var flat = request.Parameters.Flag("flat_settings") == true;
        var wanted = request.Path("name") is { } names && names != "_all" ? names.Split(',') : null;
        return RestAnswer.Object(
            200,
            writer =>
            {
                foreach (var index in indices)
                {
                    writer.WriteStartObject(index.Name);
                    WriteSettings(writer, index, flat, wanted);
                    writer.WriteEndObject();
                }
            }
        );
    }

    private static RestAnswer PutSettings(RestRequest request)
    {
        var body = request.RequiredObject();
        // "settings" around them is taken too.
        if (body.TryGetProperty("settings", out var inner) && inner.ValueKind == JsonValueKind.Object)
            body = inner;
        var given = IndexSettings.Read(body);
        var preserve = request.Parameters.Flag("preserve_existing") == true;
        foreach (var index in IndexEndpoints.Resolve(request, IndicesOptions.Default with { AllowNoIndices = false }))
            index.PutSettings(given, preserve);
        return RestAnswer.Acknowledged;
    }
}
