namespace Platform.Engines.Elasticsearch.Highlighting;

/// <summary>How the matches of one field are shown; the defaults are Elasticsearch's.</summary>
public sealed record HighlightOptions
{
    /// <summary>Characters of a fragment, about.</summary>
    public int FragmentSize { get; init; } = 100;

    /// <summary>At most; 0: the whole value, however long.</summary>
    public int NumberOfFragments { get; init; } = 5;

    /// <summary>The plain highlighter uses the first.</summary>
    public string PreTag { get; init; } = "<em>";

    /// <summary>The plain highlighter uses the first.</summary>
    public string PostTag { get; init; } = "</em>";

    /// <summary>The best fragment of all values first (<c>"order": "score"</c>); else value by value.</summary>
    public bool OrderByScore { get; init; }

    /// <summary>Only what the query looks for in this field; false: what it looks for in any.</summary>
    public bool RequireFieldMatch { get; init; } = true;

    /// <summary>Characters of the beginning that are shown when nothing matches; 0: nothing.</summary>
    public int NoMatchSize { get; init; }

    /// <summary>Whether the text between the tags is escaped for HTML (<c>"encoder": "html"</c>).</summary>
    public bool EncodeHtml { get; init; }
}
