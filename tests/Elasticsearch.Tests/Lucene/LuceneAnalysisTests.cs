using System.Text.Json;
using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Tests.Lucene;

/// <summary>Every token of every text as Lucene's: its term, position, place and kind.</summary>
public class LuceneAnalysisTests
{
    private const string Settings = """
        {
          "analyzer": {
            "short": { "tokenizer": "short" },
            "grams": { "tokenizer": "ngram" },
            "edges": { "tokenizer": "edges" },
            "letter_grams": { "tokenizer": "letter_grams" },
            "autocomplete": { "tokenizer": "standard", "filter": ["lowercase", "autocomplete"] },
            "gram_filter": { "tokenizer": "whitespace", "filter": ["gram_filter"] },
            "folded": { "tokenizer": "standard", "filter": ["lowercase", "folded"] },
            "unigrams": { "tokenizer": "standard", "filter": ["cjk_width", "unigrams"] },
            "stems": { "tokenizer": "letter", "filter": ["lowercase", "porter_stem"] },
            "cut": { "tokenizer": "whitespace", "filter": ["four", "two_or_three"] },
            "synonyms": { "tokenizer": "standard", "filter": ["lowercase", "synonyms"] }
          },
          "tokenizer": {
            "short": { "type": "standard", "max_token_length": 5 },
            "edges": { "type": "edge_ngram", "min_gram": 2, "max_gram": 5, "token_chars": ["letter", "digit"] },
            "letter_grams": { "type": "ngram", "min_gram": 2, "max_gram": 3, "token_chars": ["letter"] }
          },
          "filter": {
            "autocomplete": { "type": "edge_ngram", "min_gram": 2, "max_gram": 4, "preserve_original": true },
            "gram_filter": { "type": "ngram", "min_gram": 2, "max_gram": 3 },
            "folded": { "type": "asciifolding", "preserve_original": true },
            "unigrams": { "type": "cjk_bigram", "ignored_scripts": ["hiragana", "katakana"], "output_unigrams": true },
            "four": { "type": "truncate", "length": 4 },
            "two_or_three": { "type": "length", "min": 2, "max": 3 },
            "synonyms": {
              "type": "synonym",
              "synonyms": ["노트북, 랩탑, Laptop", "quick, fast", "lazy => idle, slow", "무선 => wireless"]
            }
          }
        }
        """;

    internal static AnalyzerCatalog Catalog { get; } = AnalyzerCatalog.Create(JsonElement.Parse(Settings));

    public static TheoryData<string> Analyzers =>
        [.. Goldens.Read("analysis.jsonl").Select(static golden => golden.GetProperty("analyzer").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Tokens_are_lucenes(string name)
    {
        var analyzer = Catalog.Find(name).ShouldNotBeNull();
        var compared = 0;
        foreach (var golden in Goldens.Read("analysis.jsonl").Where(golden => golden.GetProperty("analyzer").GetString() == name))
        {
            var text = Goldens.Texts[golden.GetProperty("text").GetInt32()];
            Describe(analyzer.Analyze(text)).ShouldBe(Describe(golden.GetProperty("tokens")), $"[{text}]");
            compared++;
        }

        compared.ShouldBeGreaterThan(30);
    }

    private static IEnumerable<string> Describe(JsonElement tokens)
    {
        var position = -1;
        foreach (var token in tokens.EnumerateArray())
        {
            position += token[1].GetInt32();
            var start = token[2].GetInt32();
            var type = token.GetArrayLength() > 4 ? token[4].GetString() : "";
            yield return $"{token[0].GetString()} at {position}, {start}-{start + token[3].GetInt32()} {type}";
        }
    }

    private static IEnumerable<string> Describe(IEnumerable<Token> tokens) =>
        tokens.Select(static token =>
            $"{token.Term} at {token.Position}, {token.StartOffset}-{token.EndOffset} {(token.Type is "<ALPHANUM>" or "word" ? "" : token.Type)}"
        );
}
