using System.Text.RegularExpressions;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.Elasticsearch.Tests.Clients;

/// <summary>Debian's client for Python, of version 7.17.</summary>
public sealed partial class PythonClientTests(ClientNode node) : IClassFixture<ClientNode>
{
    // Debian's own: another Python on the PATH has no modules from apt.
    private const string Python = "/usr/bin/python3";

    public static TheoryData<string, string> Parts => ScriptParts.Of("Python", "*.py", Part());

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Debians_client_finds_nothing_wrong_with(string script, string part)
    {
        var there = File.Exists(Python) && (await ClientProcess.RunAsync(Python, ["-c", "import elasticsearch"])).ExitCode == 0;
        Assert.SkipUnless(
            there,
            $"Not proved: that python3-elasticsearch finds nothing wrong with {script} {part}. Install it: sudo apt-get install -y python3-elasticsearch"
        );
        var run = await ClientProcess.RunAsync(
            Python,
            [Path.Combine(ScriptParts.Folder("Python"), "run.py"), script, part],
            node.Environment
        );
        run.ShouldSucceed().ShouldContain("all well");
    }

    // Functions without arguments, but for those that are helpers of the scripts.
    [GeneratedRegex(@"^def (\w+)\(\):", RegexOptions.Multiline)]
    private static partial Regex Part();
}
