using Platform.Engines.Elasticsearch.Analysis;

namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>When a term gets suggestions.</summary>
public enum SuggestMode
{
    /// <summary>When the index has no such term.</summary>
    Missing,

    /// <summary>Only terms that are in more documents than it.</summary>
    Popular,
    Always,
}

/// <summary>How alike two terms are, 0 to 1.</summary>
public enum StringDistance
{
    /// <summary>Edits (Damerau-Levenshtein's) by the length of the shorter term: Elasticsearch's <c>internal</c>, <c>damerau_levenshtein</c> too.</summary>
    Internal,

    /// <summary>Edits without swaps by the length of the longer term.</summary>
    Levenshtein,
}

/// <summary>What the term suggester is asked for; the defaults are Elasticsearch's.</summary>
public sealed record TermSuggestOptions
{
    /// <summary>Of the text; null: the field's search analyzer.</summary>
    public Analyzer? Analyzer { get; init; }

    /// <summary>Suggestions for each term at most.</summary>
    public int Size { get; init; } = 5;

    /// <summary>Suggestions that are looked at for each term; null: as <see cref="Size"/>, 5 at least.</summary>
    public int? ShardSize { get; init; }

    public SuggestMode Mode { get; init; } = SuggestMode.Missing;

    /// <summary>The most frequent first; else the most alike.</summary>
    public bool SortByFrequency { get; init; }

    public StringDistance StringDistance { get; init; } = StringDistance.Internal;

    /// <summary>1 or 2.</summary>
    public int MaxEdits { get; init; } = 2;

    /// <summary>Characters at the beginning that must be equal.</summary>
    public int PrefixLength { get; init; } = 1;

    /// <summary>Shorter terms of the text get no suggestions.</summary>
    public int MinWordLength { get; init; } = 4;

    /// <summary>Documents that a suggestion must be in more than: a number of them, or below 1 a part of all.</summary>
    public float MinDocFreq { get; init; }

    /// <summary>Documents beyond which a term is held to be spelled right: a number of them, or below 1 a part of all.</summary>
    public float MaxTermFreq { get; init; } = 0.01f;

    /// <summary>Candidates that are looked at for each suggestion.</summary>
    public int MaxInspections { get; init; } = 5;

    /// <summary>Less alike is no suggestion, 0 to 1.</summary>
    public float Accuracy { get; init; } = 0.5f;
}
