using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Tests.Analysis;

public class AnalyzerCatalogTests
{
    [Theory]
    [InlineData("""{"analyzer":{"a":{"type":"standard","stopwords":"_english_"}}}""", "The cats", "cats")]
    [InlineData("""{"analyzer":{"a":{"type":"standard","stopwords":["cats","dogs"]}}}""", "The cats, dogs", "the")]
    [InlineData("""{"analyzer":{"a":{"type":"standard","max_token_length":"3"}}}""", "abcdefg", "abc def g")]
    [InlineData("""{"analyzer":{"a":{"type":"english","stem_exclusion":["running"]}}}""", "running runs", "running run")]
    [InlineData("""{"analyzer":{"a":{"type":"english","stopwords":"_none_"}}}""", "the runs", "the run")]
    [InlineData("""{"analyzer":{"a":{"type":"stop"}}}""", "The 2 quick-foxes", "quick foxes")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"lowercase"}}}""", "Some 3 Words", "some words")]
    [InlineData("""{"analyzer":{"a":{"type":"custom","tokenizer":"letter","filter":"uppercase"}}}""", "a1b", "A B")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"edge_ngram"}}}""", "노트북", "노 노트")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"keyword","filter":["edge_ngram"]}}}""", "노트북", "노")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"keyword","filter":["f"]}},"filter":{"f":{"type":"edge_ngram"}}}""", "노트북", "노 노트")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"whitespace","filter":["unique","trim"]}}}""", "b a b", "b a")]
    [InlineData(
        """{"analyzer":{"a":{"tokenizer":"standard","filter":["f"]}},"filter":{"f":{"type":"stop","stopwords":["The"],"ignore_case":true}}}""",
        "THE end",
        "end"
    )]
    [InlineData(
        """{"analyzer":{"a":{"tokenizer":"standard","filter":["lowercase","f"]}},"filter":{"f":{"type":"synonym","synonyms":["TV, Television"],"expand":false}}}""",
        "Television",
        "tv"
    )]
    [InlineData(
        """{"analyzer":{"a":{"tokenizer":"standard","filter":["f"]}},"filter":{"f":{"type":"stemmer","language":"possessive_english"}}}""",
        "dog's bones",
        "dog bones"
    )]
    public void Settings_make_analyzers(string settings, string text, string terms) =>
        string.Join(' ', Create(settings).Find("a").ShouldNotBeNull().Analyze(text).Select(static token => token.Term)).ShouldBe(terms);

    [Theory]
    [InlineData("""{"analyzer":{"a":{"type":"nonsense"}}}""", "Unknown analyzer type [nonsense] for [a]")]
    [InlineData("""{"analyzer":{"a":{}}}""", "analyzer [a] must specify either an analyzer type, or a tokenizer")]
    [InlineData("""{"analyzer":{"a":{"type":"custom"}}}""", "Custom Analyzer [a] must be configured with a tokenizer")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"t"}}}""", "Custom Analyzer [a] failed to find tokenizer under name [t]")]
    [InlineData(
        """{"analyzer":{"a":{"tokenizer":"standard","filter":["f"]}}}""",
        "Custom Analyzer [a] failed to find filter under name [f]"
    )]
    [InlineData("""{"tokenizer":{"t":{"type":"nonsense"}}}""", "Unknown tokenizer type [nonsense] for [t]")]
    [InlineData("""{"filter":{"f":{"type":"nonsense"}}}""", "Unknown filter type [nonsense] for [f]")]
    [InlineData(
        """{"tokenizer":{"t":{"type":"ngram","min_gram":1,"max_gram":3}}}""",
        "The difference between max_gram and min_gram in NGram Tokenizer must be less than or equal to: [1] but was [2]. "
            + "This limit can be set by changing the [index.max_ngram_diff] index level setting."
    )]
    [InlineData("""{"tokenizer":{"t":{"type":"edge_ngram","min_gram":0}}}""", "minGram must be greater than zero")]
    [InlineData("""{"filter":{"f":{"type":"edge_ngram","min_gram":3}}}""", "minGram must not be greater than maxGram")]
    [InlineData("""{"filter":{"f":{"type":"ngram","min_gram":"x"}}}""", "Failed to parse value [x] for setting [min_gram]")]
    [InlineData("""{"nonsense":{}}""", "unknown setting [index.analysis.nonsense]")]
    public void What_elasticsearch_refuses_is_refused_in_its_words(string settings, string reason)
    {
        var refusal = Should.Throw<ElasticsearchException>(() => Create(settings));
        refusal.Status.ShouldBe(400);
        refusal.Type.ShouldBe("illegal_argument_exception");
        refusal.Message.ShouldStartWith(reason);
    }

    [Theory]
    [InlineData("""{"analyzer":{"a":{"type":"nori"}}}""", "analyzer [nori]")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"pattern"}}}""", "tokenizer [pattern]")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"standard","filter":["shingle"]}}}""", "token filter [shingle]")]
    [InlineData("""{"analyzer":{"a":{"tokenizer":"standard","char_filter":["html_strip"]}}}""", "char_filter [html_strip]")]
    [InlineData("""{"char_filter":{"c":{"type":"mapping"}}}""", "char_filter [c]")]
    [InlineData("""{"normalizer":{"n":{"type":"custom"}}}""", "normalizer [n]")]
    [InlineData("""{"filter":{"f":{"type":"stop","stopwords":"_french_"}}}""", "[_french_]")]
    [InlineData(
        """{"analyzer":{"a":{"tokenizer":"standard","filter":["f"]}},"filter":{"f":{"type":"synonym","synonyms":["a b, c"]}}}""",
        "several words [a b]"
    )]
    public void What_this_engine_lacks_is_refused_by_name(string settings, string named)
    {
        var refusal = Should.Throw<ElasticsearchException>(() => Create(settings));
        refusal.Status.ShouldBe(400);
        refusal.Message.ShouldContain(named, Case.Sensitive);
        refusal.Message.ShouldContain("not supported by this engine");
    }

    [Fact]
    public void Default_analyzers_are_the_settings_own()
    {
        var catalog = Create("""{"analyzer":{"default":{"type":"whitespace"},"default_search":{"type":"keyword"}}}""");
        catalog.Default.Analyze("A-b c").Select(static token => token.Term).ShouldBe(["A-b", "c"]);
        catalog.DefaultSearch.Analyze("A-b c").Select(static token => token.Term).ShouldBe(["A-b c"]);
        AnalyzerCatalog.BuiltIn.DefaultSearch.Analyze("A-b").Select(static token => token.Term).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Longer_ngrams_want_their_setting() =>
        AnalyzerCatalog
            .Create(JsonElement.Parse("""{"analyzer":{"a":{"tokenizer":"t"}},"tokenizer":{"t":{"type":"ngram","max_gram":3}}}"""), 2)
            .Find("a")
            .ShouldNotBeNull()
            .Analyze("abc")
            .Select(static token => token.Term)
            .ShouldBe(["a", "ab", "abc", "b", "bc", "c"]);

    private static AnalyzerCatalog Create(string settings) => AnalyzerCatalog.Create(JsonElement.Parse(settings));
}
