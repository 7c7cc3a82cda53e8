using System.Text.RegularExpressions;

namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>Elastic's client of the version that the node claims.</summary>
public sealed partial class JavaScriptClientTests(ClientNode node) : IClassFixture<ClientNode>
{
    private const string Version = "8.19.2";

    public static TheoryData<string, string> Parts => ScriptParts.Of("JavaScript", "*.cjs", Part());

    [Theory]
    [MemberData(nameof(Parts))]
    public Task Elastics_client_finds_nothing_wrong_with(string script, string part) =>
        JavaScriptClient.RunAsync(node, Version, script, part);

    [GeneratedRegex(@"^ +async (\w+)\(\) \{", RegexOptions.Multiline)]
    private static partial Regex Part();
}
