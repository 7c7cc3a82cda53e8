using Aspire.Hosting.JavaScript;
using Aspire.Hosting.Tests.Manifest;

namespace Aspire.Hosting.Tests.Integrations;

public sealed class JavaScriptManifestTests : IDisposable
{
    /// <summary>Builds in Node's image run as root.</summary>
    private const string ImageHome = "/root";

    private readonly PublishFolder _folder = new();
    private readonly string _app;

    public JavaScriptManifestTests()
    {
        _app = Path.Combine(_folder.Root, "shop");
        Directory.CreateDirectory(_app);
        Write("package.json", """{ "engines": { "node": ">=20.19" } }""");
    }

    [Fact]
    public async Task A_site_is_an_image_that_only_holds_what_was_built()
    {
        Write("package-lock.json", "{}");
        var builder = _folder.CreateBuilder();
        var api = builder.AddContainer("api", "api").WithHttpEndpoint(targetPort: 80);
        builder
            .AddViteApp("shop", "shop")
            .WithReference(api.GetEndpoint("http"))
            .WithEndpoint("http", http => http.Port = 3000)
            .WithExternalHttpEndpoints();

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest["resources"]!.AsObject().Select(resource => resource.Key).ShouldBe(["api", "shop"]);
        manifest
            .Resource("shop")!
            .ToJsonString()
            .ShouldBe(
                """
                {"type":"container.v1","build":{"context":"shop","dockerfile":"shop.Dockerfile","buildOnly":true},
                "env":{"NODE_ENV":"production","PORT":"{shop.bindings.http.targetPort}",
                "API_HTTP":"{api.bindings.http.url}","services__api__http__0":"{api.bindings.http.url}"},
                "bindings":{"http":{"scheme":"http","protocol":"tcp","transport":"http","targetPort":3000,"external":true}}}
                """.ReplaceLineEndings("")
            );
        (await DockerfileAsync("shop")).ShouldBe(
            $"""
            FROM node:20-slim
            WORKDIR /app
            COPY package*.json ./
            RUN --mount=type=cache,target={ImageHome}/.npm npm ci
            COPY . .
            RUN npm run build

            """
        );
    }

    [Fact]
    public async Task Others_take_the_built_files()
    {
        var builder = _folder.CreateBuilder();
        var shop = builder.AddViteApp("shop", "shop");
        builder.AddNodeApp("web", "shop", "server.js").PublishWithContainerFiles(shop, "public");

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("web")!["containerFiles"]!
            .ToJsonString()
            .ShouldBe("""{"shop":{"destination":"public","sources":["/app/dist"]}}""");
    }

    [Fact]
    public async Task A_program_runs_with_the_packages_of_production_alone()
    {
        Write("pnpm-lock.yaml", "");
        Write(".nvmrc", "v22.11.0");
        var builder = _folder.CreateBuilder();
        builder.AddNodeApp("web", "shop", "src/server.js").WithPnpm().WithBuildScript("compile", ["--minify"]);

        await builder.PublishManifestAsync(_folder.ManifestPath);

        var lines = (await DockerfileAsync("web")).Split('\n');
        lines.ShouldContain("FROM node:22-alpine AS build");
        lines.ShouldContain("RUN --mount=type=cache,target=/pnpm/store pnpm install --frozen-lockfile");
        lines.ShouldContain("RUN pnpm run compile --minify");
        lines.ShouldContain("RUN --mount=type=cache,target=/pnpm/store pnpm install --frozen-lockfile --prod");
        lines.ShouldContain("USER node");
        lines.ShouldContain("""ENTRYPOINT ["node", "src/server.js"]""");
    }

    [Theory]
    [InlineData("yarn.lock", null, "yarn install --frozen-lockfile")]
    [InlineData("yarn.lock", ".yarnrc.yml", "yarn install --immutable")]
    [InlineData(null, null, "yarn install")]
    public async Task Yarn_keeps_to_its_lock_file(string? lockFile, string? settings, string command)
    {
        foreach (var file in new[] { lockFile, settings }.OfType<string>())
        {
            Write(file, "");
        }
        var builder = _folder.CreateBuilder();
        builder.AddJavaScriptApp("shop", "shop").WithYarn();

        await builder.PublishManifestAsync(_folder.ManifestPath);

        (await DockerfileAsync("shop")).Split('\n').ShouldContain(line => line.StartsWith("RUN ") && line.EndsWith($" {command}"));
    }

    [Fact]
    public async Task A_Dockerfile_of_its_own_is_used_as_it_is()
    {
        Write("Dockerfile", "FROM scratch");
        var builder = _folder.CreateBuilder();
        builder.AddViteApp("shop", "shop");

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("shop")!["build"]!.ToJsonString().ShouldBe("""{"context":"shop","dockerfile":"shop/Dockerfile"}""");
    }

    [Theory]
    [InlineData(".node-version", "24.1.0\n", "24")]
    [InlineData(".tool-versions", "python 3.13\nnodejs 21.2.0", "21")]
    [InlineData("package.json", "not JSON", "22")]
    [InlineData("package.json", """{ "engines": { "node": "^18 || ^20" } }""", "18")]
    public void The_version_of_Node_is_the_one_that_the_application_names(string file, string text, string version)
    {
        Write("package.json", "{}");
        Write(file, text);

        NodeVersion.Of(_app).ShouldBe(version);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_app, file), text);

    private Task<string> DockerfileAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(_folder.Root, $"{name}.Dockerfile"), TestContext.Current.CancellationToken);
}
