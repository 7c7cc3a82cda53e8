using System.Text;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Templates;

namespace Platform.Mocks.Stubs.Responses;

/// <summary>Reads WireMock's response definition.</summary>
/// <param name="files">The folder of <c>bodyFileName</c>; null when there is none.</param>
public sealed class StubResponseReader(string? files)
{
    public StubResponse Read(JsonNode? node, string pointer)
    {
        if (node is null)
            return new StubResponse();
        var json = FieldReader.Of(node, pointer);
        var isTemplate = ReadTransformers(json);
        var response = new StubResponse
        {
            Status = json.Int("status") ?? 200,
            StatusMessage = json.Text("statusMessage"),
            Headers = ReadHeaders(json, isTemplate),
            Body = ReadBody(json, isTemplate),
            FixedDelay = Delay.ReadFixed(json, "fixedDelayMilliseconds"),
            RandomDelay = Delay.ReadDistribution(json),
            Dribble = ReadDribble(json),
            Fault = ReadFault(json),
        };
        if (response.Status is < 100 or > 999)
            throw json.Refuse("status", "a status has three digits");
        json.RefuseTheRest();
        return response;
    }

    public static Fault? ReadFault(FieldReader json) =>
        json.Text("fault") is not { } name
            ? null
            : Fault.Find(name) ?? throw json.Refuse("fault", $"'{name}' is not supported; there are {string.Join(", ", Fault.Names)}");

    private static bool ReadTransformers(FieldReader json)
    {
        json.Take("transformerParameters");
        var isTemplate = false;
        foreach (var (transformer, pointer) in json.Array("transformers"))
            isTemplate =
                transformer?.ToString() == "response-template"
                    ? true
                    : throw new StubRefusedException(pointer, "only the transformer response-template is supported");
        return isTemplate;
    }

    private static List<KeyValuePair<string, Func<TemplateContext, string>>> ReadHeaders(FieldReader json, bool isTemplate)
    {
        var headers = new List<KeyValuePair<string, Func<TemplateContext, string>>>();
        foreach (var (name, node, pointer) in json.Entries("headers"))
        foreach (var value in node is JsonArray many ? [.. many] : new[] { node })
        {
            var text =
                value is JsonValue
                    ? value.ToString()
                    : throw new StubRefusedException(pointer, "a header is a string or an array of strings");
            headers.Add(new(name, Text(text, pointer, isTemplate)));
        }
        return headers;
    }

    private Func<TemplateContext, byte[]> ReadBody(FieldReader json, bool isTemplate)
    {
        string[] ways = [.. new[] { "body", "jsonBody", "base64Body", "bodyFileName" }.Where(json.Has)];
        if (ways.Length > 1)
            throw json.Refuse(ways[1], $"the body is given twice, by {string.Join(" and ", ways)}");
        switch (ways.FirstOrDefault())
        {
            case null:
                return _ => [];
            case "base64Body":
                return ReadBase64(json);
            case "bodyFileName":
                return ReadFile(json, isTemplate);
            case var way:
                var text = way == "body" ? json.Text(way)! : JsonText.Write(json.Take(way));
                if (!isTemplate)
                    return Constant(Encoding.UTF8.GetBytes(text));
                var rendered = Text(text, $"{json.Pointer}/{way}", isTemplate: true);
                return context => Encoding.UTF8.GetBytes(rendered(context));
        }
    }

    private static Func<TemplateContext, byte[]> ReadBase64(FieldReader json)
    {
        try
        {
            return Constant(Convert.FromBase64String(json.Text("base64Body")!));
        }
        catch (FormatException)
        {
            throw json.Refuse("base64Body", "base64 is expected");
        }
    }

    private Func<TemplateContext, byte[]> ReadFile(FieldReader json, bool isTemplate)
    {
        var pointer = json.Pointer + "/bodyFileName";
        if (files is null)
            throw new StubRefusedException(pointer, "this server has no folder of files");
        var path = Path.GetFullPath(Path.Combine(files, json.Text("bodyFileName")!));
        if (!path.StartsWith(Path.GetFullPath(files) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            throw new StubRefusedException(pointer, $"there is no such file under {Path.GetFileName(files)}");
        if (!isTemplate)
            return _ => File.ReadAllBytes(path);
        var rendered = Text(File.ReadAllText(path), pointer, isTemplate: true);
        return context => Encoding.UTF8.GetBytes(rendered(context));
    }

    private static Dribble? ReadDribble(FieldReader parent)
    {
        if (parent.Object("chunkedDribbleDelay") is not { } json)
            return null;
        var dribble = new Dribble(json.Int("numberOfChunks") ?? 0, TimeSpan.FromMilliseconds(json.Int("totalDuration") ?? -1));
        json.RefuseTheRest();
        return dribble is { Chunks: > 0, Total.Ticks: >= 0 }
            ? dribble
            : throw parent.Refuse("chunkedDribbleDelay", "numberOfChunks and totalDuration are needed");
    }

    private static Func<TemplateContext, byte[]> Constant(byte[] bytes) => _ => bytes;

    private static Func<TemplateContext, string> Text(string text, string pointer, bool isTemplate) =>
        isTemplate ? new Template(text, pointer).Render : _ => text;
}
