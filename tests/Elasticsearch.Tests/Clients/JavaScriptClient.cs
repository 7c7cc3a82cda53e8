using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>Elastic's own client for JavaScript, from npm into the user's cache.</summary>
internal static class JavaScriptClient
{
    private const string Package = "@elastic/elasticsearch";

    public static async Task RunAsync(ClientNode node, string version, string script, string part)
    {
        var (modules, missing) = await NpmPackage.InstallAsync(Package, version);
        Assert.SkipWhen(modules is null, $"Not proved: that {Package} {version} finds nothing wrong with {script} {part}. {missing}");
        var environment = node.Environment;
        environment["NODE_PATH"] = modules!;
        environment["ES_CLIENT_MAJOR"] = version.Split('.')[0];
        var run = await ClientProcess.RunAsync(
            "node",
            [Path.Combine(ScriptParts.Folder("JavaScript"), "run.cjs"), script, part],
            environment
        );
        run.ShouldSucceed().ShouldContain("all well");
    }
}
