using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.JavaScript;
using Aspire.Hosting.Tests.Model;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class JavaScriptAppTests : IDisposable
{
    private readonly string _app = Directory.CreateTempSubdirectory("platform-javascript-").FullName;

    [Fact]
    public async Task Vite_is_started_by_its_script_and_told_its_port()
    {
        var shop = Graph.ToRun().AddViteApp("shop", _app).Allocated(3000);

        shop.Resource.Command.ShouldBe("npm");
        shop.Resource.WorkingDirectory.ShouldBe(_app);
        (await shop.ArgumentsAsync()).ShouldBe(["run", "dev", "--", "--port", "3001"]);
        (await shop.EnvironmentAsync())["PORT"].ShouldBe("3001");
    }

    [Theory]
    [InlineData("yarn")]
    [InlineData("pnpm")]
    [InlineData("bun")]
    public async Task Other_package_managers_hand_arguments_on_without_a_separator(string manager)
    {
        var shop = Graph.ToRun().AddViteApp("shop", _app).WithViteConfig("other.config.ts").Allocated(3000);

        _ = manager switch
        {
            "yarn" => shop.WithYarn(),
            "pnpm" => shop.WithPnpm(),
            _ => shop.WithBun(),
        };

        shop.Resource.Command.ShouldBe(manager);
        (await shop.ArgumentsAsync()).ShouldBe(["run", "dev", "--port", "3001", "--config", "other.config.ts"]);
        Installer(shop).Command.ShouldBe(manager);
    }

    [Fact]
    public async Task A_script_is_chosen_and_gets_arguments()
    {
        var app = Graph.ToRun().AddJavaScriptApp("app", _app, "start").WithRunScript("serve", ["--quiet"]).WithArgs("now");

        (await app.ArgumentsAsync()).ShouldBe(["run", "serve", "--quiet", "now"]);
    }

    [Fact]
    public async Task The_environment_tells_mode_telemetry_and_references()
    {
        var builder = Graph.ToRun("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://localhost:4317", "--AppHost:OtlpApiKey=k");
        builder.Environment.EnvironmentName = "Development";
        var api = builder.AddNodeApp("api", _app, "server.js").WithHttpEndpoint(env: "PORT").Allocated(5000);
        var app = builder.AddJavaScriptApp("app", _app).WithReference(api);

        var environment = await app.EnvironmentAsync();

        environment["NODE_ENV"].ShouldBe("development");
        environment["services__api__http__0"].ShouldBe("http://localhost:5000");
        environment["API_HTTP"].ShouldBe("http://localhost:5000");
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"].ShouldBe("http://localhost:4317");
        environment["OTEL_EXPORTER_OTLP_HEADERS"].ShouldBe("x-otlp-api-key=k");
    }

    [Fact]
    public async Task The_application_waits_for_its_packages()
    {
        var app = Graph.ToRun().AddJavaScriptApp("app", _app).WithNpm(installCommand: "ci", installArgs: ["--no-audit"]);

        var installer = Installer(app);
        installer.Name.ShouldBe("app-installer");
        (installer.Command, installer.WorkingDirectory).ShouldBe(("npm", _app));
        (await app.ApplicationBuilder.CreateResourceBuilder(installer).ArgumentsAsync()).ShouldBe(["ci", "--no-audit"]);
        app.Resource.Annotations.OfType<WaitAnnotation>()
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                wait => wait.Resource.ShouldBe(installer),
                wait => wait.WaitType.ShouldBe(WaitType.WaitForCompletion),
                wait => wait.ExitCode.ShouldBe(0)
            );
    }

    [Fact]
    public void Without_installing_nothing_is_waited_for()
    {
        var app = Graph.ToRun().AddViteApp("app", _app).WithNpm(install: false);

        app.ApplicationBuilder.Resources.ShouldBe([app.Resource]);
        app.Resource.Annotations.OfType<WaitAnnotation>().ShouldBeEmpty();
        app.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().ShouldBeEmpty();
        app.Resource.Annotations.OfType<JavaScriptPackageInstallerAnnotation>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_needs_no_package_manager_until_it_has_packages()
    {
        var plain = Graph.ToRun().AddNodeApp("plain", _app, "server.js");
        Write("package.json", "{}");
        var withPackages = Graph.ToRun().AddNodeApp("packed", _app, "server.js");
        var script = Graph.ToRun().AddNodeApp("script", _app, "server.js").WithRunScript("start");

        plain.ApplicationBuilder.Resources.ShouldBe([plain.Resource]);
        (plain.Resource.Command, await Joined(plain)).ShouldBe(("node", "server.js"));
        (withPackages.Resource.Command, await Joined(withPackages)).ShouldBe(("node", "server.js"));
        Installer(withPackages).Command.ShouldBe("npm");
        (script.Resource.Command, await Joined(script)).ShouldBe(("npm", "run start"));
    }

    [Fact]
    public async Task Bun_runs_its_program()
    {
        var app = Graph.ToRun().AddBunApp("app", _app, "server.ts");

        (app.Resource.Command, await Joined(app)).ShouldBe(("bun", "run server.ts"));
    }

    public void Dispose() => Directory.Delete(_app, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_app, file), text);

    private static async Task<string> Joined<T>(IResourceBuilder<T> app)
        where T : IResource => string.Join(' ', await app.ArgumentsAsync());

    private static JavaScriptInstallerResource Installer<T>(IResourceBuilder<T> app)
        where T : JavaScriptAppResource =>
        app
            .Resource.Annotations.OfType<JavaScriptPackageInstallerAnnotation>()
            .ShouldHaveSingleItem()
            .Resource.ShouldBeOfType<JavaScriptInstallerResource>();
}
