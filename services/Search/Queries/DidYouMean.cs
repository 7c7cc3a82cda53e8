using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Search.Queries;

/// <summary>What a shopper may have meant who has mistyped: each word that no product has is replaced by the one most like it that some have.</summary>
internal static class DidYouMean
{
    /// <summary>Up to so many products are little.</summary>
    public const long Little = 2;

    public static JsonObject Body(string text)
    {
        var term = new JsonObject
        {
            ["field"] = "words",
            ["suggest_mode"] = "missing",
            ["size"] = 1,
            // A Korean word is short, and may be wrong in its first syllable.
            ["min_word_length"] = 2,
            ["prefix_length"] = 0,
        };
        return new() { ["size"] = 0, ["suggest"] = Dsl.Of("words", new JsonObject { ["text"] = text, ["term"] = term }) };
    }

    /// <summary>The text with other words; null where there is nothing better.</summary>
    public static string? Read(JsonElement suggest, string text)
    {
        var (changed, from) = (new StringBuilder(), 0);
        foreach (var word in suggest.GetProperty("words").EnumerateArray())
        {
            var (offset, length) = (word.GetProperty("offset").GetInt32(), word.GetProperty("length").GetInt32());
            var best = word.GetProperty("options").EnumerateArray().FirstOrDefault();
            if (best.ValueKind != JsonValueKind.Object || offset < from || offset + length > text.Length)
                continue;
            changed.Append(text, from, offset - from).Append(best.GetProperty("text").GetString());
            from = offset + length;
        }
        return from == 0 ? null : changed.Append(text, from, text.Length - from).ToString();
    }
}
