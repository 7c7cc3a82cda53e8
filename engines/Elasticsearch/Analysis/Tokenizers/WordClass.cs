namespace Platform.Engines.Elasticsearch.Analysis.Tokenizers;

/// <summary>Unicode's Word_Break property as far as a search's tokens need it, with the scripts that get tokens of their own.</summary>
internal enum WordClass : byte
{
    Other,

    /// <summary>Combining marks, format characters and the joiner: they belong to what is before them.</summary>
    Extend,
    Letter,
    HebrewLetter,
    Hangul,
    Numeric,
    Katakana,
    ExtendNumLet,
    MidLetter,
    MidNum,
    MidNumLet,
    SingleQuote,
    DoubleQuote,
    Han,
    Hiragana,
    RegionalIndicator,
}
