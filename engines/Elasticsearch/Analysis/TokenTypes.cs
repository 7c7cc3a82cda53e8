namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>What <c>_analyze</c> calls the kinds of tokens. Filters compare them by reference.</summary>
internal static class TokenTypes
{
    public const string Word = "word";
    public const string Alphanumeric = "<ALPHANUM>";
    public const string Number = "<NUM>";
    public const string SoutheastAsian = "<SOUTHEAST_ASIAN>";
    public const string Ideographic = "<IDEOGRAPHIC>";
    public const string Hiragana = "<HIRAGANA>";
    public const string Katakana = "<KATAKANA>";
    public const string Hangul = "<HANGUL>";
    public const string Emoji = "<EMOJI>";
    public const string Single = "<SINGLE>";
    public const string Double = "<DOUBLE>";
    public const string Synonym = "SYNONYM";
}
