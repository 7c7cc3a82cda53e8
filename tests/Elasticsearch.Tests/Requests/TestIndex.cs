using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;
using Platform.Engines.Elasticsearch.Mapping.Dates;
using Platform.Engines.Elasticsearch.Requests;

namespace Platform.Engines.Elasticsearch.Tests.Requests;

/// <summary>An index without a server: documents and searches are JSON as a client sends it.</summary>
internal sealed class TestIndex : IIndexMapping
{
    private readonly DocumentIndex index = new();
    private readonly Dictionary<string, MappedField> fields = [];
    private readonly AnalyzerCatalog analyzers;
    private long seqNo;

    /// <param name="properties">As under <c>mappings.properties</c>; objects by dotted names.</param>
    public TestIndex(string properties, string name = "test", string? analysis = null)
    {
        Name = name;
        analyzers = AnalyzerCatalog.Create(analysis is null ? null : JsonDocument.Parse(analysis).RootElement);
        foreach (var (path, definition) in JsonNode.Parse(properties)!.AsObject())
        {
            Add(path, definition!.AsObject());
            foreach (var (sub, subDefinition) in definition["fields"]?.AsObject() ?? [])
            {
                Add($"{path}.{sub}", subDefinition!.AsObject());
            }
        }
    }

    public string Name { get; }

    public int MaxResultWindow { get; init; } = 10_000;

    public IReadOnlyCollection<MappedField> Fields => fields.Values;

    public MappedField? Find(string path) => fields.GetValueOrDefault(path);

    public IndexView View => new(Name, index.Snapshot, this, MaxResultWindow, analyzers.Find);

    private void Add(string path, JsonObject definition)
    {
        var type = Enum.Parse<FieldType>((string)definition["type"]!, ignoreCase: true);
        var analyzer = analyzers.Find((string?)definition["analyzer"] ?? "standard");
        fields[path] = new()
        {
            Path = path,
            Type = type,
            DocValues = type != FieldType.Text,
            Analyzer = type == FieldType.Text ? analyzer : null,
            SearchAnalyzer =
                type != FieldType.Text ? null
                : definition["search_analyzer"] is { } search ? analyzers.Find((string)search!)
                : analyzer,
            Format = (string?)definition["format"] ?? DateFormats.Default,
        };
    }

    /// <summary>Visible at once.</summary>
    public TestIndex With(params (string Id, string Source)[] documents)
    {
        foreach (var (id, source) in documents)
        {
            Put(id, source);
        }

        index.Refresh();
        return this;
    }

    public void Put(string id, string source)
    {
        var values = new List<IndexedValue>();
        Read(JsonNode.Parse(source)!.AsObject(), "", values);
        index.Put(new(id, Encoding.UTF8.GetBytes(source), seqNo++, 1, values));
    }

    public void Remove(string id) => index.Remove(id);

    public void Refresh() => index.Refresh();

    private void Read(JsonObject source, string prefix, List<IndexedValue> values)
    {
        foreach (var (name, node) in source)
        {
            foreach (var value in node is JsonArray array ? array : [node?.DeepClone()])
            {
                if (value is JsonObject inner)
                {
                    Read(inner, $"{prefix}{name}.", values);
                }
                else if (value is not null)
                {
                    var path = prefix + name;
                    var text = value.GetValueKind() == JsonValueKind.String ? (string)value! : value.ToJsonString();
                    foreach (var field in fields.Values.Where(field => field.Path == path || IsSubField(field.Path, path)))
                    {
                        values.Add(Value(field, text));
                    }
                }
            }
        }
    }

    private bool IsSubField(string path, string parent) =>
        path.StartsWith(parent + ".", StringComparison.Ordinal) && fields.ContainsKey(parent) && path.IndexOf('.', parent.Length + 1) < 0;

    private static IndexedValue Value(MappedField field, string text) =>
        field.Type switch
        {
            FieldType.Text or FieldType.Keyword => new(field, text),
            FieldType.Boolean => new(field, null, text == "true" ? 1 : 0),
            FieldType.Date => new(field, null, DateFormats.Of(field.Format).Parse(text, DateTimeOffset.UnixEpoch)),
            FieldType.Float => new(field, null, SortableNumber.FromDouble(float.Parse(text, CultureInfo.InvariantCulture))),
            FieldType.Double => new(field, null, SortableNumber.FromDouble(double.Parse(text, CultureInfo.InvariantCulture))),
            _ => new(field, null, long.Parse(text, CultureInfo.InvariantCulture)),
        };
}

/// <summary>Searches as a client sees them.</summary>
internal sealed class TestSearches(TimeProvider? time = null)
{
    public SearchRequests Requests { get; } = new(time ?? TimeProvider.System);

    public JsonNode Search(TestIndex index, string body = "{}", string parameters = "") => Search([index], body, parameters);

    public JsonNode Search(TestIndex[] indices, string body, string parameters = "") =>
        Answer(writer => Requests.Search([.. indices.Select(index => index.View)], Body(body), Parameters(parameters), writer));

    public long Count(TestIndex index, string body = "{}", string parameters = "") =>
        (long)Answer(writer => Requests.Count([index.View], Body(body), Parameters(parameters), writer))["count"]!;

    public string OpenPointInTime(TestIndex index) =>
        (string)Answer(writer => Requests.OpenPointInTime([index.View], Parameters("keep_alive=1m"), writer))["id"]!;

    /// <summary>The ids of what a query matches, in the order of the answer.</summary>
    public string[] Ids(TestIndex index, string query, string more = "") =>
        Ids(Search(index, $$"""{"query":{{query}},"size":1000{{(more.Length > 0 ? "," + more : "")}}}"""));

    public static string[] Ids(JsonNode answer) => [.. answer["hits"]!["hits"]!.AsArray().Select(hit => (string)hit!["_id"]!)];

    public static JsonElement Body(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 100_000 }).RootElement;

    public static RequestParameters Parameters(string query) =>
        new(
            query
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "")
        );

    public static JsonNode Answer(Action<Utf8JsonWriter> write) => JsonNode.Parse(Text(write))!;

    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
