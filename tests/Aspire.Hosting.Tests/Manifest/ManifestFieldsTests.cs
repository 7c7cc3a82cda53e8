using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.Tests.Manifest;

public sealed class ManifestFieldsTests : IDisposable
{
    private readonly PublishFolder _folder = new();

    [Fact]
    public async Task Mounts_are_written_by_kind_with_paths_relative_to_the_manifest()
    {
        var builder = _folder.CreateBuilder();
        builder
            .AddContainer("c", "img")
            .WithBindMount("config/app.conf", "/etc/app.conf", isReadOnly: true)
            .WithVolume("data", "/data")
            .WithBindMount("../beside", "/beside");

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold(
            "c",
            """
            {
              "type": "container.v0",
              "image": "img:latest",
              "bindMounts": [
                { "source": "config/app.conf", "target": "/etc/app.conf", "readOnly": true },
                { "source": "../beside", "target": "/beside", "readOnly": false }
              ],
              "volumes": [{ "name": "data", "target": "/data", "readOnly": false }]
            }
            """
        );
    }

    [Fact]
    public async Task A_container_listens_on_its_only_port_and_an_executable_gets_one_from_8000_up()
    {
        var builder = _folder.CreateBuilder();
        builder.AddExecutable("first", "cmd", ".").WithHttpEndpoint();
        builder.AddExecutable("fixed", "cmd", ".").WithHttpEndpoint(port: 80, targetPort: 8001);
        builder.AddExecutable("next", "cmd", ".").WithHttpEndpoint(port: 90).WithEndpoint(name: "raw", scheme: "tcp");
        builder.AddContainer("c", "img").WithHttpEndpoint(port: 7000);

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        Ports("first", "http").ShouldBe((null, 8000));
        Ports("fixed", "http").ShouldBe((80, 8001));
        Ports("next", "http").ShouldBe((90, 8002));
        Ports("next", "raw").ShouldBe((null, 8003));
        Ports("c", "http").ShouldBe((null, 7000));

        (int? Port, int? TargetPort) Ports(string resource, string endpoint)
        {
            var binding = manifest.Resource(resource)!["bindings"]![endpoint]!;
            return (binding["port"]?.GetValue<int>(), binding["targetPort"]?.GetValue<int>());
        }
    }

    [Fact]
    public async Task A_Dockerfile_makes_a_container_v1_with_build_arguments_and_secrets()
    {
        var builder = _folder.CreateBuilder();
        Directory.CreateDirectory(Path.Combine(_folder.Root, "src"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, "src", "Dockerfile"), "FROM scratch");
        var token = builder.AddParameter("token", secret: true);
        builder.AddDockerfile("built", "src", stage: "final").WithBuildArg("MODE", "fast").WithBuildSecret("TOKEN", token);

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold(
            "built",
            """
            {
              "type": "container.v1",
              "build": {
                "context": "src",
                "dockerfile": "src/Dockerfile",
                "stage": "final",
                "args": { "MODE": "fast" },
                "secrets": { "TOKEN": { "type": "env", "value": "{token.value}" } }
              }
            }
            """
        );
    }

    [Fact]
    public async Task A_Dockerfile_made_by_code_is_laid_beside_the_manifest()
    {
        var builder = _folder.CreateBuilder();
        builder.AddDockerfileFactory("made", "src", making => $"FROM scratch # {making.Resource.Name}");

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("made")!["build"]!["dockerfile"]!.GetValue<string>().ShouldBe("made.Dockerfile");
        (await File.ReadAllTextAsync(Path.Combine(_folder.Root, "made.Dockerfile"))).ShouldBe("FROM scratch # made");
    }

    [Fact]
    public async Task A_program_published_from_its_Dockerfile_is_a_container_under_the_same_name()
    {
        var builder = _folder.CreateBuilder();
        var tool = builder
            .AddExecutable("tool", "run", "src")
            .WithHttpEndpoint(targetPort: 80)
            .WithEnvironment("A", "b")
            .PublishAsDockerFile();
        builder.AddContainer("c", "img").WithReference(tool.GetEndpoint("http"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold(
            "tool",
            """
            {
              "type": "container.v1",
              "build": { "context": "src", "dockerfile": "src/Dockerfile" },
              "env": { "A": "b" },
              "bindings": { "http": { "scheme": "http", "protocol": "tcp", "transport": "http", "targetPort": 80 } }
            }
            """
        );
        manifest.Resource("c")!["env"]!["services__tool__http__0"]!.GetValue<string>().ShouldBe("{tool.bindings.http.url}");
        manifest["resources"]!.AsObject().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_default_that_may_be_published_is_written()
    {
        var builder = _folder.CreateBuilder();
        builder.AddParameter("region", "eu", publishValueAsDefault: true);

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold(
            "region",
            """
            { "type": "parameter.v0", "value": "{region.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "eu" } } } }
            """
        );
    }

    [Fact]
    public async Task An_encoded_parameter_evades_a_name_that_is_taken()
    {
        var builder = _folder.CreateBuilder();
        builder.AddContainer("pw-uri-encoded", "img");
        var password = builder.AddParameter("pw", secret: true).Resource;
        builder.AddContainer("c", "img").WithEnvironment("URI", ReferenceExpression.Create($"x://{password:uri}@host"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.Resource("c")!["env"]!["URI"]!.GetValue<string>().ShouldBe("x://{pw-uri-encoded-1.value}@host");
        manifest.ShouldHold("pw-uri-encoded-1", """{"type":"annotated.string","value":"{pw.value}","filter":"uri"}""");
    }

    [Fact]
    public async Task A_choice_is_a_value_of_its_own_and_holds_the_branch_taken()
    {
        var builder = _folder.CreateBuilder();
        var server = builder.AddContainer("s", "img").WithHttpsEndpoint(targetPort: 443);
        var tls = server.GetEndpoint("https").GetTlsValue(ReferenceExpression.Create($"tls=yes"), ReferenceExpression.Create($"tls=no"));
        builder.AddContainer("c", "img").WithEnvironment("OPTIONS", ReferenceExpression.Create($"a=b;{tls}"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        var options = manifest.Resource("c")!["env"]!["OPTIONS"]!.GetValue<string>();
        var name = options["a=b;{".Length..^".connectionString}".Length];
        name.ShouldStartWith("cond-s-bindings-https-tlsenabled-");
        manifest.ShouldHold(name, """{"type":"value.v0","connectionString":"tls=yes"}""");
    }

    [Fact]
    public void The_name_of_a_choice_is_the_one_that_Aspire_gives() =>
        ConditionalName
            .Create("{cache.bindings.tcp.tlsEnabled}", ",ssl=true", "", bool.TrueString)
            .ShouldBe("cond-cache-bindings-tcp-tlsenabled-3eddb73a");

    [Fact]
    public async Task An_expression_as_connection_string_is_a_value()
    {
        var builder = _folder.CreateBuilder();
        var host = builder.AddParameter("host").Resource;
        builder.AddConnectionString("remote", ReferenceExpression.Create($"Host={host};Database=x"));

        var manifest = await builder.PublishManifestAsync(_folder.ManifestPath);

        manifest.ShouldHold("remote", """{"type":"value.v0","connectionString":"Host={host.value};Database=x"}""");
    }

    public void Dispose() => _folder.Dispose();
}
