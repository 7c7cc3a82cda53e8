using System.Text.RegularExpressions;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>Elastic's own client for JavaScript, from npm into the user's cache.</summary>
public sealed partial class JavaScriptClientTests(ClientNode node) : IClassFixture<ClientNode>
{
    private const string Package = "@elastic/elasticsearch";
    private const string Version = "8.19.2";

    public static TheoryData<string, string> Parts => ScriptParts.Of("JavaScript", "*.cjs", Part());

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Elastics_client_finds_nothing_wrong_with(string script, string part)
    {
        var (modules, missing) = await NpmPackage.InstallAsync(Package, Version);
        Assert.SkipWhen(modules is null, $"Not proved: that {Package} {Version} finds nothing wrong with {script} {part}. {missing}");
        var environment = node.Environment;
        environment["NODE_PATH"] = modules!;
        var run = await ClientProcess.RunAsync(
            "node",
            [Path.Combine(ScriptParts.Folder("JavaScript"), "run.cjs"), script, part],
            environment
        );
        run.ShouldSucceed().ShouldContain("all well");
    }

    [GeneratedRegex(@"^ +async (\w+)\(\) \{", RegexOptions.Multiline)]
    private static partial Regex Part();
}
