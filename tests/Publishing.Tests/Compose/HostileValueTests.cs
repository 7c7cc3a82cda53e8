using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.Docker.Yaml;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>Whatever stands in a value comes through Compose's YAML, its placeholders and its environment files.</summary>
public class HostileValueTests
{
    private static readonly string[] s_values =
    [
        "no",
        "on",
        "1.10",
        "0x1f",
        "null",
        "~",
        "",
        " padded ",
        "# no comment",
        "- item",
        "a: b",
        "${HOME} and $HOME and $$ and $",
        "{{ .Values.x }}",
        "\"double\" and 'single' and `back`",
        "back\\slash \\n",
        "two\nlines\n",
        "tab\there",
        "상점 🛒 é",
        "%YAML",
        "!tag &anchor *alias",
    ];

    [Fact]
    public async Task In_the_environment_of_a_service()
    {
        var output = await ComposeOutput.OfAsync(
            builder =>
            {
                var api = builder.AddContainer("api", "docker.io/acme/api", "1.0").WithEnvironment("on", "y");
                for (var i = 0; i < s_values.Length; i++)
                {
                    api.WithEnvironment($"V{i}", s_values[i]);
                }
            },
            Stage.Dev
        );

        var read = output.Service("api")["environment"]!;
        for (var i = 0; i < s_values.Length; i++)
        {
            ((string)read[$"V{i}"]!).Replace("$$", "$").ShouldBe(s_values[i]);
        }
        ((string)read["on"]!).ShouldBe("y");
    }

    [Fact]
    public async Task Before_a_reader_that_is_not_ours()
    {
        var program = Tools.Require("docker-compose", "that hostile values come through docker-compose", "apt-get install docker-compose");
        var output = await ComposeOutput.OfAsync(
            builder =>
            {
                var api = builder.AddContainer("api", "docker.io/acme/api", "1.0");
                for (var i = 0; i < s_values.Length; i++)
                {
                    api.WithEnvironment($"V{i}", s_values[i]);
                    if (s_values[i].Length > 0)
                    {
                        api.WithEnvironment($"P{i}", builder.AddParameter($"p{i}", s_values[i], publishValueAsDefault: true));
                    }
                }
            },
            Stage.Dev
        );
        using var folder = await ComposeFolder.WriteAsync(output);

        // It prints dollars doubled again, as a file must have them.
        var result = await Tools.RunAsync(program, ["--env-file", folder.EnvFile("dev"), "config"], folder.Path);
        var read = Yaml.Read(result.ShouldSucceed().Output).Single()["services"]!["api"]!["environment"]!;
        for (var i = 0; i < s_values.Length; i++)
        {
            ((string)read[$"V{i}"]!).Replace("$$", "$").ShouldBe(s_values[i]);
            // 1.29 looks into quoted values of environment files for placeholders; Compose 2 does not.
            if (s_values[i].Length > 0 && !s_values[i].Contains("${", StringComparison.Ordinal))
            {
                ((string)read[$"P{i}"]!).Replace("$$", "$").ShouldBe(s_values[i]);
            }
        }
    }

    [Fact]
    public void As_a_key_and_as_a_text_of_the_file()
    {
        foreach (var value in s_values.Where(value => value.Length > 0))
        {
            var tree = new JsonObject { [value] = value, ["list"] = new JsonArray(value) };

            JsonNode.DeepEquals(Yaml.Read(ComposeYaml.Write(tree)).Single(), tree).ShouldBeTrue(value);
        }
    }

    [Fact]
    public async Task In_names_that_become_variables_and_scripts()
    {
        var output = await ComposeOutput.OfAsync(builder =>
        {
            var db = builder.AddPostgres("Pg").AddDatabase("db", "it's a \"database\"");
            builder.AddContainer("Some-API", "docker.io/acme/api", "1.0").WithReference(db).WaitFor(db);
        });

        output.Text("init/pg-setup.sh").ShouldContain("database 'it'\\''s a \"database\"' 'some_api'\n");
        output.Service("some-api")["depends_on"]!["pg-setup"].ShouldNotBeNull();
        output.Networks()["some-api"].ShouldContain("pg-net");
    }
}
