namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>Elastic's next client asks for <c>compatible-with=9</c>, which a real 8.18 refuses and this node grants: some of each kind.</summary>
public sealed class JavaScriptNextClientTests(ClientNode node) : IClassFixture<ClientNode>
{
    private const string Version = "9.4.3";

    [Theory]
    [InlineData("protocol", "named")]
    [InlineData("protocol", "mediaTypes")]
    [InlineData("protocol", "typedErrors")]
    [InlineData("documents", "written")]
    [InlineData("bulk", "operations")]
    [InlineData("queries", "match")]
    [InlineData("reading", "pointInTime")]
    [InlineData("aggregations", "terms")]
    public Task Elastics_next_client_finds_nothing_wrong_with(string script, string part) =>
        JavaScriptClient.RunAsync(node, Version, script, part);
}
