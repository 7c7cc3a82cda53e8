namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>Takes the tokens of a text, one after another, without a string for each.</summary>
public abstract class TokenSink
{
    /// <param name="term">Valid during the call only.</param>
    /// <param name="positionIncrement">From the token before; 0: at the same place, 2: a stop word stood between.</param>
    /// <param name="start">Where the token begins in the text, in UTF-16 units.</param>
    /// <param name="end">Where it ends, exclusive.</param>
    /// <param name="type">As <c>_analyze</c> names it: <c>&lt;ALPHANUM&gt;</c>, <c>word</c> …</param>
    public abstract void Add(ReadOnlySpan<char> term, int positionIncrement, int start, int end, string type);
}
