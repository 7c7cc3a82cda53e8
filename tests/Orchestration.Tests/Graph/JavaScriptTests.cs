using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using static Aspire.Hosting.ApplicationModel.KnownResourceCommands;

namespace Orchestration.Tests.Graph;

/// <summary>With the real Node.js and npm.</summary>
public sealed class JavaScriptTests : IDisposable
{
    private const string Server = """
        require('node:http')
          .createServer((_, response) => response.end(JSON.stringify({ mode: process.env.NODE_ENV, peer: process.env.services__peer__http__0 })))
          .listen(process.env.PORT, '127.0.0.1', () => console.log('listening as', process.pid))
        """;

    private readonly string _app = Directory.CreateTempSubdirectory("platform-javascript-").FullName;

    public JavaScriptTests() => File.WriteAllText(Path.Combine(_app, "server.js"), Server);

    [Fact]
    public async Task A_program_serves_on_its_port_and_knows_its_peer()
    {
        var builder = TestGraph.Create();
        var peer = builder.AddNodeApp("peer", _app, "server.js").WithHttpEndpoint(env: "PORT");
        builder.AddNodeApp("web", _app, "server.js").WithHttpEndpoint(env: "PORT").WithReference(peer).WithHttpHealthCheck("/");
        await using var app = await builder.StartAsync();

        await app.HealthyAsync("web");
        using var client = app.CreateHttpClient("web");
        var answer = await client.GetStringAsync("/", TestContext.Current.CancellationToken);

        answer.ShouldContain($"\"peer\":\"{app.GetEndpoint("peer", "http").ToString().TrimEnd('/')}\"");
        answer.ShouldContain("\"mode\":");
    }

    [Fact]
    public async Task A_script_starts_when_its_packages_are_there_and_stops_with_all_that_it_started()
    {
        Package("""{ "name": "shop", "version": "1.0.0", "scripts": { "dev": "node server.js", "install": "echo installed" } }""");
        var builder = TestGraph.Create();
        builder.AddViteApp("shop", _app).WithHttpHealthCheck("/");
        await using var app = await builder.StartAsync();

        await app.HealthyAsync("shop");
        app.Now("shop-installer").State!.Text.ShouldBe(KnownResourceStates.Finished);
        var (npm, node) = (app.ProcessIdOf("shop"), int.Parse((await app.LineAsync("shop", "listening as")).Split(' ')[^1]));
        node.ShouldNotBe(npm);

        (await app.CommandAsync("shop", StopCommand)).Success.ShouldBeTrue();

        Launch.Children.Lives(npm).ShouldBeFalse();
        Launch.Children.Lives(node).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_its_packages_it_does_not_start_and_says_why()
    {
        Package(
            """{ "name": "shop", "version": "1.0.0", "scripts": { "dev": "node server.js", "install": "echo no such package; exit 7" } }"""
        );
        var builder = TestGraph.Create();
        builder.AddViteApp("shop", _app);
        await using var app = await builder.StartAsync();

        await app.ReachAsync("shop", KnownResourceStates.FailedToStart);

        app.LogOf("shop-installer").ShouldContain("no such package");
        app.LogOf("shop").ShouldContain("shop-installer");
    }

    public void Dispose() => Directory.Delete(_app, recursive: true);

    private void Package(string json) => File.WriteAllText(Path.Combine(_app, "package.json"), json);
}
