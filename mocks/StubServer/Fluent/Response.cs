using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Mocks.Stubs.Responses;
using WireMock.Matchers;

namespace WireMock.ResponseBuilders;

/// <summary>Starts an answer: <c>Response.Create().WithStatusCode(200)</c>.</summary>
public sealed class Response : IResponseBuilder
{
    private readonly JsonObject json = [];
    private Func<IRequestMessage, string>? callback;

    private Response() { }

    public static IResponseBuilder Create() => new Response();

    public IResponseBuilder WithStatusCode(int code) => Set("status", code);

    public IResponseBuilder WithStatusCode(HttpStatusCode code) => WithStatusCode((int)code);

    public IResponseBuilder WithSuccess() => WithStatusCode(HttpStatusCode.OK);

    public IResponseBuilder WithNotFound() => WithStatusCode(HttpStatusCode.NotFound);

    public IResponseBuilder WithHeader(string name, params string[] values)
    {
        Headers[name] = values is [var one] ? one : new JsonArray([.. values.Select(value => (JsonNode)value)]);
        return this;
    }

    public IResponseBuilder WithHeaders(IDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
            Headers[name] = value;
        return this;
    }

    public IResponseBuilder WithBody(string body) => SetBody("body", body);

    public IResponseBuilder WithBody(byte[] body) => SetBody("base64Body", Convert.ToBase64String(body));

    public IResponseBuilder WithBody(Func<IRequestMessage, string> body)
    {
        SetBody("body", "");
        callback = body;
        return this;
    }

    public IResponseBuilder WithBodyAsJson(object body)
    {
        if (!Headers.Any(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            WithHeader("Content-Type", "application/json");
        return SetBody("jsonBody", JsonValueOf.Write(body is string text ? JsonValue.Create(text) : body));
    }

    public IResponseBuilder WithDelay(TimeSpan delay) => WithDelay((int)delay.TotalMilliseconds);

    public IResponseBuilder WithDelay(int milliseconds) => Set("fixedDelayMilliseconds", milliseconds);

    public IResponseBuilder WithRandomDelay(int minimumMilliseconds = 0, int maximumMilliseconds = 60_000) =>
        Set(
            "delayDistribution",
            new JsonObject
            {
                ["type"] = "uniform",
                ["lower"] = minimumMilliseconds,
                ["upper"] = maximumMilliseconds,
            }
        );

    public IResponseBuilder WithFault(FaultType fault) => Set("fault", fault == FaultType.NONE ? null : fault.ToString());

    public IResponseBuilder WithTransformer() => Set("transformers", new JsonArray("response-template"));

    internal JsonObject ToStub() => (JsonObject)json.DeepClone();

    internal StubResponse Complete(StubResponse read) =>
        callback is null ? read : read with { Body = context => Encoding.UTF8.GetBytes(callback(new RequestMessage(context.Request))) };

    private JsonObject Headers => (JsonObject)(json["headers"] ??= new JsonObject());

    private Response SetBody(string way, JsonNode? value)
    {
        foreach (var other in new[] { "body", "jsonBody", "base64Body" })
            json.Remove(other);
        callback = null;
        return Set(way, value);
    }

    private Response Set(string field, JsonNode? value)
    {
        json[field] = value;
        return this;
    }
}
