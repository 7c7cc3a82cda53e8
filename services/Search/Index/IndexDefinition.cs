using System.Globalization;
using System.Text.Json.Nodes;

namespace Search.Index;

/// <summary>What an index of products is made of. The stock image of Elasticsearch has all of it.</summary>
internal static class IndexDefinition
{
    /// <summary>Stands in the indices' names; another one has the index rebuilt where this service starts. Changes with the mappings.</summary>
    public const string Schema = "v1";

    /// <summary>The longest beginning of a word that is indexed, in letters as they are typed.</summary>
    public const int LongestBeginning = 30;

    private const string Definition = """
        {
          "settings": {
            "number_of_shards": 1,
            "analysis": {
              "tokenizer": {
                "beginnings": { "type": "edge_ngram", "min_gram": 1, "max_gram": 30, "token_chars": ["letter", "digit"] }
              },
              "filter": {
                "same_thing": {
                  "type": "synonym",
                  "synonyms": [
                    "노트북, 랩탑, 랩톱, laptop, laptops, notebook",
                    "휴대폰, 핸드폰, 스마트폰, smartphone, phone",
                    "이어폰, 이어버드, earphones, earbuds",
                    "헤드폰, 헤드셋, headphones, headset",
                    "tv, 티비, 텔레비전, television",
                    "냉장고, refrigerator, fridge",
                    "소파, 쇼파, sofa, couch",
                    "자전거, bicycle, bike",
                    "운동화, 스니커즈, sneakers"
                  ]
                }
              },
              "analyzer": {
                "beginnings": { "type": "custom", "tokenizer": "beginnings" },
                "whole": { "type": "custom", "tokenizer": "keyword", "filter": ["lowercase"] },
                "words": { "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding"] },
                "words_and_synonyms": { "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "asciifolding", "same_thing"] }
              }
            }
          },
          "mappings": {
            "dynamic": "strict",
            "properties": {
              "id": { "type": "long" },
              "name": { "type": "text", "analyzer": "cjk", "fields": { "whole": { "type": "text", "analyzer": "whole" } } },
              "nameEn": { "type": "text", "analyzer": "english", "fields": { "whole": { "type": "text", "analyzer": "whole" } } },
              "description": { "type": "text", "analyzer": "cjk" },
              "category": { "type": "keyword" },
              "price": { "type": "long" },
              "stock": { "type": "integer" },
              "version": { "type": "long" },
              "createdAt": { "type": "date" },
              "text": { "type": "text", "analyzer": "cjk", "fields": { "english": { "type": "text", "analyzer": "english" } } },
              "words": {
                "type": "text",
                "analyzer": "words",
                "fields": { "synonyms": { "type": "text", "analyzer": "words", "search_analyzer": "words_and_synonyms" } }
              },
              "typed": { "type": "text", "analyzer": "beginnings", "search_analyzer": "whitespace" },
              "initials": { "type": "text", "analyzer": "beginnings", "search_analyzer": "whitespace" }
            }
          }
        }
        """;

    /// <param name="aliases">What the index goes by from its first moment.</param>
    public static JsonObject Body(SearchOptions options, params IEnumerable<string> aliases)
    {
        var body = JsonNode.Parse(Definition)!.AsObject();
        var interval = ((long)options.RefreshInterval.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        body["settings"]!["refresh_interval"] = $"{interval}ms";
        body["settings"]!["number_of_replicas"] = options.Replicas;
        body["aliases"] = new JsonObject(aliases.Select(alias => KeyValuePair.Create(alias, (JsonNode?)new JsonObject())));
        return body;
    }
}
