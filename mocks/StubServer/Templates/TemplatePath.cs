using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Json;
using Platform.Mocks.Stubs.Requests;

namespace Platform.Mocks.Stubs.Templates;

/// <summary><c>request.query.q.[1]</c>, <c>parameters.name</c>; what is not there is empty.</summary>
internal static class TemplatePath
{
    private static readonly string[] Simple =
    [
        "id",
        "url",
        "method",
        "host",
        "port",
        "scheme",
        "baseUrl",
        "clientIp",
        "body",
        "bodyAsBase64",
    ];

    public static bool IsPath(string word) =>
        word.StartsWith("request.", StringComparison.Ordinal) || word.StartsWith("parameters.", StringComparison.Ordinal);

    public static Func<TemplateContext, string> Parse(string path, string pointer)
    {
        var steps = path.Split('.').Select(step => step.Trim('[', ']')).ToList();
        if (steps[0] == "parameters")
            return context => Parameter(context, steps);
        return (steps[1], steps.Count) switch
        {
            (var name, 2) when Simple.Contains(name) => context => SimpleValue(context.Request, name),
            ("path", 2) => context => context.Request.Path,
            ("path" or "pathSegments", 3) => context => Segment(context, steps[2]),
            ("query", 3 or 4) => context => At(context.Request.Query.GetValueOrDefault(steps[2]) ?? [], steps, 3),
            ("headers", 3 or 4) => context => At(context.Request.Header(steps[2]), steps, 3),
            ("formData", 3 or 4) => context => At(context.Request.Form.GetValueOrDefault(steps[2]) ?? [], steps, 3),
            ("cookies", 3) => context => context.Request.Cookies.GetValueOrDefault(steps[2]) ?? "",
            _ => throw new StubRefusedException(pointer, $"the template path {path} is not supported"),
        };
    }

    private static string SimpleValue(StubRequest request, string name) =>
        name switch
        {
            "id" => request.Id.ToString(),
            "url" => request.Url,
            "method" => request.Method,
            "host" => request.Host,
            "port" => request.Port.ToString(CultureInfo.InvariantCulture),
            "scheme" => request.Scheme,
            "baseUrl" => $"{request.Scheme}://{request.Host}:{request.Port}",
            "clientIp" => request.ClientIp,
            "body" => request.Body,
            _ => Convert.ToBase64String(request.BodyBytes),
        };

    private static string Segment(TemplateContext context, string step)
    {
        if (!int.TryParse(step, out var index))
            return context.Variables.GetValueOrDefault(step) ?? "";
        return At(context.Request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries), index);
    }

    private static string At(IReadOnlyList<string> values, List<string> steps, int step) =>
        At(values, steps.Count > step && int.TryParse(steps[step], out var index) ? index : 0);

    private static string At(IReadOnlyList<string> values, int index) => index >= 0 && index < values.Count ? values[index] : "";

    private static string Parameter(TemplateContext context, List<string> steps)
    {
        JsonNode? node = context.Parameters;
        foreach (var step in steps.Skip(1))
            node = node switch
            {
                JsonObject entries => entries[step],
                JsonArray array when int.TryParse(step, out var index) && index >= 0 && index < array.Count => array[index],
                _ => null,
            };
        return node is JsonValue value && value.TryGetValue<string>(out var text) ? text
            : node is null ? ""
            : JsonText.Write(node);
    }
}
