using System.Text.Json.Nodes;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>What is printed for the real graph, before judges that are not ours.</summary>
public class ValidatorTests
{
    // Order: as the graph and Aspire have it. The project's name: docker-compose 1.29 knows no such field, .env.STAGE has it.
    private static readonly string[] s_otherOpinions =
    [
        "services-alphabetical-order",
        "service-keys-order",
        "require-project-name-field",
        "require-quotes-in-ports",
    ];

    [Fact]
    public async Task Every_file_is_valid_by_the_Compose_specification()
    {
        var file = Schemas.Require("compose-spec/compose-spec.json", "that Compose's schema accepts what we write");
        var text = (JsonObject)JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        text.Remove("$schema");
        var schema = await JsonSchema.FromJsonAsync(text.ToJsonString(), TestContext.Current.CancellationToken);
        var output = await ComposeOutput.RealAsync();

        output.ComposeFiles.Count().ShouldBeGreaterThan(3);
        foreach (var compose in output.ComposeFiles)
        {
            var errors = schema.Validate(JToken.Parse(Yaml.Read(compose.Text).Single().ToJsonString()));
            errors.ShouldBeEmpty($"{compose.Path}: {string.Join("\n", errors)}");
        }
        schema.Validate("""{"services":{"a":{"image":1}}}""").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_linter_has_nothing_to_say()
    {
        var npm = await NpmPackage.FolderAsync("dclint@3.1.0", "that dclint finds nothing in the Compose files");
        var node = Tools.Require("node", "that dclint finds nothing in the Compose files", "apt-get install nodejs");
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());
        var linter = Path.Combine(npm, "node_modules", "dclint", "bin", "dclint.cjs");

        foreach (var file in Directory.GetFiles(folder.Path, "docker-compose*.yaml").Select(Path.GetFileName).Order())
        {
            // To dclint, ports that are free ones of the machine are all the same.
            string[] others = file is "docker-compose.test.yaml" ? [.. s_otherOpinions, "no-duplicate-exported-ports"] : s_otherOpinions;
            var result = await Tools.RunAsync(
                node,
                [linter, file!, "--max-warnings", "0", "--no-color", .. others.SelectMany(rule => new[] { "--disable-rule", rule })],
                folder.Path
            );

            result.ShouldSucceed();
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("perf")]
    public async Task The_old_docker_compose_takes_every_stage_as_the_README_has_it(string stage)
    {
        var program = OldCompose();
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());

        var result = await Tools.RunAsync(
            program,
            ["--env-file", folder.EnvFile(stage), .. folder.Files(stage).SelectMany(file => new[] { "-f", file }), "config"],
            folder.Path
        );

        var merged = Yaml.Read(result.ShouldSucceed().Output).Single();
        var gateway = merged["services"]!["gateway"]!;
        ((string)gateway["labels"]!["environment"]!).ShouldBe(stage);
        ((string)gateway["environment"]!["OTEL_RESOURCE_ATTRIBUTES"]!).ShouldContain($"deployment.environment={stage}");
        var hasMocks = Stages.Find(stage)!.Value.HasMocks();
        (merged["services"]!["payment-gateway"]!["profiles"] is null).ShouldBe(hasMocks);
        ((string)merged["services"]!["payments"]!["environment"]!["PAYMENT_GATEWAY_HTTP"]!).ShouldBe(
            hasMocks ? "http://payment-gateway:8080" : "https://outside.example"
        );
    }

    [Fact]
    public async Task The_old_docker_compose_takes_the_file_for_tests_by_itself()
    {
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());
        var result = await Tools.RunAsync(OldCompose(), ["-f", "docker-compose.test.yaml", "config"], folder.Path);

        var merged = Yaml.Read(result.ShouldSucceed().Output).Single();
        ((JsonObject)merged).ContainsKey("volumes").ShouldBeFalse();
    }

    [Fact]
    public async Task The_old_docker_compose_shows_the_stores_to_who_runs_services_on_this_machine()
    {
        using var folder = await ComposeFolder.WriteAsync(await ComposeOutput.RealAsync());
        var result = await Tools.RunAsync(
            OldCompose(),
            ["--env-file", folder.EnvFile("dev"), "-f", "docker-compose.yaml", "-f", "docker-compose.local.yaml", "config"],
            folder.Path
        );

        var services = Yaml.Read(result.ShouldSucceed().Output).Single()["services"]!;
        ((string)services["postgres"]!["ports"]![0]!).ShouldBe("127.0.0.1:5432:5432/tcp");
        ((string)services["oci-storage"]!["ports"]![0]!).ShouldBe("127.0.0.1:9001:9000/tcp");
        ((string)services["kafka"]!["environment"]!["KAFKA_ADVERTISED_LISTENERS"]!).ShouldBe(
            "PLAINTEXT://localhost:29092,PLAINTEXT_HOST://kafka:9092,HOST://localhost:9092"
        );
        services["postgres"]!["networks"]!
            .AsObject()
            .Select(network => network.Key)
            .ShouldBe(["postgres-ingress", "postgres-net"], ignoreOrder: true);
    }

    private static string OldCompose() =>
        Tools.Require(
            "docker-compose",
            "that docker-compose reads and merges the files",
            "apt-get install --no-install-recommends docker-compose"
        );
}
