using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Cluster;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Http.Endpoints;

/// <summary>Templates of all three kinds: kept as they were given, checked as an index would be.</summary>
internal static class TemplateEndpoints
{
    private static readonly string[] Writing = ["create", "order", "cause", "timeout", "master_timeout"];
    private static readonly string[] Showing = ["flat_settings", "local", "master_timeout", "include_defaults"];

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. Of("_template", TemplateKind.Legacy),
        .. Of("_index_template", TemplateKind.Index),
        .. Of("_component_template", TemplateKind.Component),
    ];

    private static IEnumerable<Route> Of(string api, TemplateKind kind)
    {
        yield return Route.Of("PUT POST", $"/{api}/{{name}}", request => Put(request, kind), Writing);
        yield return Route.Of("GET HEAD", $"/{api}/{{name}}", request => Get(request, kind), Showing);
        yield return Route.Of("GET", $"/{api}", request => Get(request, kind), Showing);
        yield return Route.Of("DELETE", $"/{api}/{{name}}", request => Delete(request, kind), "timeout", "master_timeout");
    }

    private static RestAnswer Put(RestRequest request, TemplateKind kind)
    {
        var (name, body) = (request.Path("name")!, request.RequiredObject());
        string[] known = kind switch
        {
            TemplateKind.Legacy => ["index_patterns", "settings", "mappings", "aliases", "order", "version"],
            TemplateKind.Index =>
            [
                "index_patterns",
                "template",
                "composed_of",
                "priority",
                "version",
                "_meta",
                "ignore_missing_component_templates",
            ],
            _ => ["template", "version", "_meta"],
        };
        foreach (var member in body.EnumerateObject())
            if (!known.Contains(member.Name))
                throw member.Name is "data_stream" or "allow_auto_create" or "deprecated"
                    ? ElasticsearchException.Unsupported($"[{member.Name}] in the template [{name}]")
                    : new ElasticsearchException(400, "x_content_parse_exception", $"[index_template] unknown field [{member.Name}]");
        if (kind != TemplateKind.Component && !body.TryGetProperty("index_patterns", out _))
            throw Documents.Validation.Failed("index patterns are missing");
        Check(request, name, kind, body);
        if (kind == TemplateKind.Index)
            TemplateClash.Refuse(name, body, request.Node.State.Templates[kind]);
        request.Node.PutTemplate(kind, name, body.GetRawText(), request.Parameters.Flag("create") == true);
        return RestAnswer.Acknowledged;
    }

    private static void Check(RestRequest request, string name, TemplateKind kind, JsonElement body)
    {
        var templates = request.Node.State.Templates;
        if (body.TryGetProperty("composed_of", out var components))
            foreach (var component in components.EnumerateArray())
                if (!templates[TemplateKind.Component].ContainsKey(component.ToString()))
                    throw new ElasticsearchException(
                        400,
                        "invalid_index_template_exception",
                        $"index_template [{name}] invalid, cause [index template [{name}] specifies component templates [{component}] that do not exist]"
                    );
        var part =
            kind == TemplateKind.Legacy ? Only(body, "settings", "mappings", "aliases")
            : body.TryGetProperty("template", out var template) ? template
            : default;
        if (part.ValueKind != JsonValueKind.Object)
            return;
        var none = new ClusterState().Templates;
        var blueprint = IndexBlueprint.Of(name, none, part);
        var settings = IndexSettings.Empty.With(blueprint.Settings);
        foreach (var (setting, value) in settings.Values)
            SettingNames.Check(setting, value, onCreation: true);
        // Analyzers may come from another component: what they are called is judged when an index is made.
        if (kind != TemplateKind.Component && !body.TryGetProperty("composed_of", out _))
            blueprint.ReadMapping(AnalyzerCatalog.Create(settings.Analysis, settings.MaxNgramDiff));
    }

    private static JsonElement Only(JsonElement body, params string[] members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in body.EnumerateObject().Where(member => members.Contains(member.Name)))
                member.WriteTo(writer);
            writer.WriteEndObject();
        }
        using var document = JsonDocument.Parse(buffer.ToArray(), new JsonDocumentOptions { MaxDepth = 300 });
        return document.RootElement.Clone();
    }

    private static RestAnswer Get(RestRequest request, TemplateKind kind)
    {
        var templates = request.Node.State.Templates[kind];
        var names = request.Path("name")?.Split(',');
        var found = templates.Where(template => names is null || names.Any(name => SimplePattern.Matches(name, template.Key))).ToArray();
        var isMissing = names is not null && found.Length == 0 && !names.Any(SimplePattern.IsPattern);
        if (request.Method == "HEAD")
            return RestAnswer.Exists(!isMissing && found.Length > 0);
        if (isMissing && kind != TemplateKind.Legacy)
            throw NotFound(kind, request.Path("name")!);
        return RestAnswer.Object(
            isMissing ? 404 : 200,
            writer =>
            {
                if (kind == TemplateKind.Legacy)
                {
                    foreach (var (name, json) in found)
                        WriteLegacy(writer, name, json);
                    return;
                }
                var list = kind == TemplateKind.Index ? "index_template" : "component_template";
                writer.WriteStartArray($"{list}s");
                foreach (var (name, json) in found)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", name);
                    writer.WritePropertyName(list);
                    writer.WriteRawValue(json);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
        );
    }

    private static void WriteLegacy(Utf8JsonWriter writer, string name, string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 300 });
        var body = document.RootElement;
        writer.WriteStartObject(name);
        writer.WriteNumber("order", body.TryGetProperty("order", out var order) && order.TryGetInt32(out var number) ? number : 0);
        if (body.TryGetProperty("version", out var version))
        {
            writer.WritePropertyName("version");
            version.WriteTo(writer);
        }
        writer.WriteStartArray("index_patterns");
        var patterns = body.GetProperty("index_patterns");
        if (patterns.ValueKind == JsonValueKind.Array)
            foreach (var pattern in patterns.EnumerateArray())
                pattern.WriteTo(writer);
        else
            patterns.WriteTo(writer);
        writer.WriteEndArray();
        writer.WritePropertyName("settings");
        var settings = body.TryGetProperty("settings", out var given)
            ? IndexSettings.Empty.With(IndexSettings.Read(given))
            : IndexSettings.Empty;
        settings.ToTree().WriteTo(writer);
        foreach (var part in (string[])["mappings", "aliases"])
        {
            writer.WritePropertyName(part);
            if (body.TryGetProperty(part, out var value))
                value.WriteTo(writer);
            else
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            }
        }
        writer.WriteEndObject();
    }

    private static RestAnswer Delete(RestRequest request, TemplateKind kind)
    {
        var templates = request.Node.State.Templates[kind];
        var asked = request.Path("name")!.Split(',');
        var found = templates.Keys.Where(name => asked.Any(pattern => SimplePattern.Matches(pattern, name))).ToArray();
        if (asked.FirstOrDefault(name => !SimplePattern.IsPattern(name) && !templates.ContainsKey(name)) is { } missing)
            throw NotFound(kind, missing);
        request.Node.DeleteTemplates(kind, found);
        return RestAnswer.Acknowledged;
    }

    private static ElasticsearchException NotFound(TemplateKind kind, string name) =>
        kind == TemplateKind.Legacy
            ? new(404, "index_template_missing_exception", $"index_template [{name}] missing")
            : new(
                404,
                "resource_not_found_exception",
                $"{(kind == TemplateKind.Index ? "index" : "component")} template matching [{name}] not found"
            );
}
