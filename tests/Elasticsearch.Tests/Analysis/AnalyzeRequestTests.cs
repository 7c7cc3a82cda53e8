using System.Text;
using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Tests.Analysis;

public class AnalyzeRequestTests
{
    private static readonly AnalyzerCatalog Catalog = AnalyzerCatalog.Create(
        JsonElement.Parse(
            """
            {
              "analyzer": { "letters": { "tokenizer": "letter" } },
              "filter": { "animals": { "type": "stop", "stopwords": ["fox"] } }
            }
            """
        )
    );

    [Fact]
    public void Tokens_have_elasticsearchs_shape() =>
        Analyze("""{"analyzer":"standard","text":"노트북 2대"}""")
            .ShouldBe(
                """
                {"tokens":[{"token":"노트북","start_offset":0,"end_offset":3,"type":"<HANGUL>","position":0},
                {"token":"2대","start_offset":4,"end_offset":6,"type":"<ALPHANUM>","position":1}]}
                """.ReplaceLineEndings("")
            );

    [Theory]
    [InlineData("""{"text":"The Fox"}""", "the@0 fox@1")]
    [InlineData("""{"text":["a b","c"]}""", "a@0 b@1 c@102")]
    [InlineData("""{"analyzer":"letters","text":"a1B"}""", "a@0 B@1")]
    [InlineData("""{"tokenizer":"whitespace","filter":["lowercase","animals"],"text":"The Fox ran"}""", "the@0 ran@2")]
    [InlineData("""{"tokenizer":{"type":"edge_ngram","min_gram":2,"max_gram":3},"text":"노트북"}""", "노트@0 노트북@1")]
    [InlineData("""{"tokenizer":"standard","filter":[{"type":"stop","stopwords":["a"]}],"text":"a b"}""", "b@1")]
    [InlineData("""{"filter":["lowercase"],"text":"One Token"}""", "one token@0")]
    [InlineData("""{"field":"name","text":"One Token"}""", "One Token@0")]
    [InlineData("""{"field":"nowhere","text":"One Token"}""", "one@0 token@1")]
    [InlineData("""{"analyzer":"standard","text":12.5}""", "12.5@0")]
    public void Requests_choose_what_analyzes(string request, string tokens) =>
        string.Join(
                ' ',
                JsonElement
                    .Parse(Analyze(request))
                    .GetProperty("tokens")
                    .EnumerateArray()
                    .Select(static token => $"{token.GetProperty("token").GetString()}@{token.GetProperty("position").GetInt32()}")
            )
            .ShouldBe(tokens);

    [Theory]
    [InlineData("""{"analyzer":"nonsense","text":"a"}""", "failed to find analyzer [nonsense]")]
    [InlineData("""{"tokenizer":"nonsense","text":"a"}""", "failed to find tokenizer under [nonsense]")]
    [InlineData("""{"tokenizer":"standard","filter":["nonsense"],"text":"a"}""", "failed to find filter under [nonsense]")]
    [InlineData("""{"tokenizer":{"max_gram":3},"text":"a"}""", "Missing [type] setting for anonymous tokenizer: {\"max_gram\":3}")]
    [InlineData("""{"tokenizer":{"type":"nonsense"},"text":"a"}""", "failed to find global tokenizer under [nonsense]")]
    [InlineData(
        """{"field":"price","text":"a"}""",
        "Can't process field [price], Analysis requests are only supported on tokenized fields"
    )]
    [InlineData("""{"text":"a","explain":true}""", "[explain] of _analyze is not supported")]
    [InlineData("""{"text":"a","nonsense":1}""", "[analyze_request] unknown field [nonsense]")]
    [InlineData("""{"analyzer":"standard"}""", "Validation Failed: 1: text is missing;")]
    public void What_cannot_be_done_is_refused(string request, string reason) =>
        Should.Throw<ElasticsearchException>(() => Analyze(request)).Message.ShouldStartWith(reason);

    [Fact]
    public void Without_an_index_names_are_global()
    {
        Should
            .Throw<ElasticsearchException>(() => Analyze("""{"analyzer":"nonsense","text":"a"}""", null))
            .Message.ShouldBe("failed to find global analyzer [nonsense]");
        Should
            .Throw<ElasticsearchException>(() => Analyze("""{"field":"name","text":"a"}""", null))
            .Message.ShouldStartWith("No index provided");
    }

    [Fact]
    public void Endless_tokens_are_refused() =>
        Should
            .Throw<ElasticsearchException>(() => Analyze($$"""{"tokenizer":"ngram","text":"{{new string('a', 6000)}}"}"""))
            .Status.ShouldBe(500);

    private static string Analyze(string request) => Analyze(request, new Fields());

    private static string Analyze(string request, IIndexMapping? mapping)
    {
        using var stream = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(
                stream,
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            AnalyzeRequest.Write(JsonElement.Parse(request), Catalog, mapping, writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Fields : IIndexMapping
    {
        IReadOnlyCollection<MappedField> IIndexMapping.Fields { get; } =
        [new() { Path = "name", Type = FieldType.Keyword }, new() { Path = "price", Type = FieldType.Long }];

        public MappedField? Find(string path) => ((IIndexMapping)this).Fields.FirstOrDefault(field => field.Path == path);
    }
}
