using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Suggest;

/// <summary>The terms of one field, in all segments.</summary>
internal sealed class SuggestCandidates(IReadOnlyList<Segment> segments, string field)
{
    private readonly TermDictionary[] dictionaries = [.. segments.Select(segment => segment.Terms(field)).OfType<TermDictionary>()];

    public int DocumentCount { get; } = segments.Sum(static segment => segment.DocumentCount);

    public int Frequency(string term)
    {
        var frequency = 0;
        foreach (var dictionary in dictionaries)
        {
            var ordinal = dictionary.Seek(term);
            if (ordinal < dictionary.Count && dictionary.Term(ordinal) == term)
            {
                frequency += dictionary.DocumentFrequency(ordinal);
            }
        }

        return frequency;
    }

    /// <summary>Terms within so many edits that are in more than <paramref name="moreThan"/> documents, the most alike first.</summary>
    public IEnumerable<TermSuggestOption> Near(string term, int maxEdits, int moreThan, TermSuggestOptions options)
    {
        var prefix = Prefix(term, Math.Max(options.PrefixLength, maxEdits - 1));
        var near = new Dictionary<string, TermSuggestOption>(StringComparer.Ordinal);
        foreach (var dictionary in dictionaries)
        {
            for (var ordinal = dictionary.Seek(prefix); ordinal < dictionary.Count; ordinal++)
            {
                var candidate = dictionary.Term(ordinal);
                if (!candidate.StartsWith(prefix, StringComparison.Ordinal))
                {
                    break;
                }

                if (near.ContainsKey(candidate) || candidate == term)
                {
                    continue;
                }

                var edits = EditDistance.Bounded(term, candidate, maxEdits);
                if (edits <= maxEdits && Score(term, candidate, edits, options) is var score && score >= options.Accuracy)
                {
                    near.Add(candidate, new(candidate, score, Frequency(candidate)));
                }
            }
        }

        return near
            .Values.Where(option => option.Frequency > moreThan)
            .OrderByDescending(static option => option.Score)
            .ThenBy(static option => option.Text, StringComparer.Ordinal);
    }

    private static float Score(string term, string candidate, int edits, TermSuggestOptions options) =>
        options.StringDistance == StringDistance.Internal
            ? 1f - (float)edits / Math.Min(term.Length, candidate.Length)
            : 1f
                - (float)EditDistance.Bounded(term, candidate, term.Length + candidate.Length, transpositions: false)
                    / Math.Max(term.Length, candidate.Length);

    private static string Prefix(string term, int length)
    {
        length = Math.Min(length, term.Length);
        return term[..(length > 0 && char.IsHighSurrogate(term[length - 1]) ? length - 1 : length)];
    }
}
