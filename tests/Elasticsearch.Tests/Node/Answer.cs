using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Platform.Engines.Elasticsearch.Tests.Node;

/// <summary>What came back over HTTP.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders Content)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string ErrorType => Json["error"]!["type"]!.GetValue<string>();

    public string Reason => Json["error"]!["reason"]!.GetValue<string>();

    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    public Answer ShouldRefuse(int status, string type, string reason)
    {
        Status.ShouldBe(status, Text);
        ErrorType.ShouldBe(type);
        Reason.ShouldContain(reason);
        Json["error"]!["root_cause"]!.AsArray().Count.ShouldBe(1);
        Json["status"]!.GetValue<int>().ShouldBe(status);
        return this;
    }
}
