using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Output;

public class YamlTests
{
    [Fact]
    public void A_document_reads_as_if_written_by_hand()
    {
        var document = JsonNode.Parse(
            """
            {
              "apiVersion": "v1", "enabled": true, "replicas": 3, "answer": "yes", "port": "8080", "image": "nginx:1.27.0", "empty": {}, "none": [],
              "args": ["--config=/etc/app.yaml", "-c"], "list": [{"name": "a", "value": "1"}, {"name": "b", "nested": {"c": null}}, ["x", ["y"]]],
              "script": "set -e\necho \"hi\"\n", "said": "it's \"so\"", "schedule": "*/5 * * * *"
            }
            """
        );

        Yaml.Write(document)
            .ShouldBe(
                """
                apiVersion: v1
                enabled: true
                replicas: 3
                answer: "yes"
                port: "8080"
                image: nginx:1.27.0
                empty: {}
                none: []
                args:
                  - --config=/etc/app.yaml
                  - -c
                list:
                  - name: a
                    value: "1"
                  - name: b
                    nested:
                      c: null
                  - - x
                    - - "y"
                script: |
                  set -e
                  echo "hi"
                said: it's "so"
                schedule: "*/5 * * * *"

                """
            );
    }

    [Fact]
    public void Any_tree_comes_back_from_a_reader_of_1_2() =>
        Prop.ForAll(
                YamlText.Trees.ToArbitrary(),
                tree =>
                {
                    var text = Yaml.Write(tree);
                    var read = Yaml.Read(text);
                    read.Count.ShouldBe(tree is null ? 0 : 1);
                    JsonNode
                        .DeepEquals(Normal(read.FirstOrDefault()), Normal(tree))
                        .ShouldBeTrue($"{text}\nwas read as\n{read.FirstOrDefault()?.ToJsonString()}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public async Task Any_tree_comes_back_from_a_reader_of_1_1()
    {
        var python = await Tools.RequirePythonAsync(
            "yaml",
            "that readers of YAML 1.1 take every text for a text",
            "apt-get install python3-yaml"
        );
        var trees = YamlText
            .Known.Select(text => (JsonNode?)new JsonObject { [text] = text, ["list"] = new JsonArray(text, text) })
            .Concat(Gen.Sample(YamlText.Trees, 600, 20))
            .ToList();
        var program = "import json,sys,yaml; json.dump([yaml.safe_load(text) for text in json.load(sys.stdin)], sys.stdout)";

        var result = await Tools.RunAsync(python, ["-c", program], input: JsonSerializer.Serialize(trees.Select(tree => Yaml.Write(tree))));

        var read = JsonNode.Parse(result.ShouldSucceed().Output)!.AsArray();
        read.Count.ShouldBe(trees.Count);
        foreach (var (tree, again) in trees.Zip(read))
        {
            JsonNode.DeepEquals(Normal(again), Normal(tree)).ShouldBeTrue($"{Yaml.Write(tree)}\nwas read as\n{again?.ToJsonString()}");
        }
    }

    [Fact]
    public void Several_documents_are_parted_and_empty_ones_are_none()
    {
        var text = Yaml.Write([new JsonObject { ["a"] = 1 }, new JsonObject { ["b"] = 2 }]);

        text.ShouldBe("a: 1\n---\nb: 2\n");
        Yaml.Read(text + "---\n# nothing\n").Count.ShouldBe(2);
    }

    [Fact]
    public void Comments_and_empty_lines_stand_where_the_layout_puts_them()
    {
        var document = JsonNode.Parse("""{"services": {"a": {"image": "x"}, "b/c": {"image": "y"}}, "list": [{"at": 1}, {"at": 2}]}""");
        var layout = new YamlLayout
        {
            Head = "Written by publish.\n\nDo not edit.",
            CommentAbove = path =>
                path switch
                {
                    "services/b~1c" => "The second.",
                    "list/1" => "Two.",
                    _ => null,
                },
            BlankLineAbove = path => path is "services" or "services/a" or "services/b~1c" or "list",
        };

        Yaml.Write(document, layout)
            .ShouldBe(
                """
                # Written by publish.
                #
                # Do not edit.
                services:
                  a:
                    image: x

                  # The second.
                  b/c:
                    image: "y"

                list:
                  - at: 1
                  # Two.
                  - at: 2

                """
            );
    }

    [Fact]
    public void What_is_raw_stands_there_without_quotes_and_cannot_be_cloned()
    {
        var document = new JsonObject
        {
            ["if"] = Yaml.RawLines("{{- if .Values.tls }}"),
            ["image"] = Yaml.Raw("{{ .Values.image | quote }}"),
            ["end"] = Yaml.RawLines("{{- end }}"),
            ["items"] = new JsonArray(Yaml.RawLines("{{- range .Values.hosts }}"), new JsonObject { ["host"] = Yaml.Raw("{{ . }}") }),
        };

        Yaml.Write(document)
            .ShouldBe(
                """
                {{- if .Values.tls }}
                image: {{ .Values.image | quote }}
                {{- end }}
                items:
                  {{- range .Values.hosts }}
                  - host: {{ . }}

                """
            );
        Should.Throw<NotSupportedException>(() => document.DeepClone());
    }

    [Fact]
    public void A_key_that_stands_twice_is_an_error_with_its_place() =>
        Should.Throw<FormatException>(() => Yaml.Read("a: 1\nb: 2\na: 3\n")).Message.ShouldStartWith("Line 3, column 1: The key 'a'");

    [Theory]
    [InlineData("a: ]")]
    [InlineData("a: *nobody")]
    [InlineData("a: b: c")]
    public void What_is_no_yaml_is_an_error_with_its_place(string text) =>
        Should.Throw<FormatException>(() => Yaml.Read(text)).Message.ShouldStartWith("Line 1, column ");

    [Fact]
    public void Anchors_and_the_types_of_the_core_schema_are_read() =>
        Yaml.Read("a: &x {n: 0x10, o: 0o17, yes: yes, f: 1.5, t: !!str 12}\nb: *x\nc: 99999999999999999999\n")[0]
            .ToJsonString()
            .ShouldBe(
                """{"a":{"n":16,"o":15,"yes":"yes","f":1.5,"t":"12"},"b":{"n":16,"o":15,"yes":"yes","f":1.5,"t":"12"},"c":99999999999999999999}"""
            );

    /// <summary>As JSON has it, so that 1 and 1.0 are not told apart.</summary>
    private static JsonNode? Normal(JsonNode? node) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Normal(entry.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Normal)]),
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(
                JsonSerializer.Deserialize<double>(value.ToJsonString())
            ),
            _ => node?.DeepClone(),
        };
}
