using Platform.Engines.Elasticsearch.Search.Scoring;
using Platform.Engines.Elasticsearch.Search.Terms;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>Terms, alone and in place of each other.</summary>
internal sealed partial class WeightBuilder
{
    private Weight Term(string field, string term, float boost)
    {
        var occurrence = new TermOccurrence(segments, field, term);
        return Term(field, occurrence, boost, occurrence.DocumentFrequency);
    }

    private Weight Term(string field, TermOccurrence occurrence, float boost, long documentFrequency)
    {
        if (occurrence.DocumentFrequency == 0 || Similarity(field, boost, [documentFrequency]) is not { } similarity)
        {
            return Nothing;
        }
        var asked = scores ? similarity : null;
        return segment =>
            segments[segment].Data.Inverted.TryGetValue(field, out var inverted) && occurrence.Open(segment, inverted) is { } cursor
                ? new TermScorer(cursor, inverted.Norms, asked)
                : null;
    }

    /// <returns>Null when the field has no terms at all.</returns>
    private Bm25? Similarity(string field, float boost, IEnumerable<long> documentFrequencies)
    {
        if (statistics.Field(field) is not { } known)
        {
            return null;
        }
        var idf = 0.0;
        foreach (var frequency in documentFrequencies)
        {
            idf += Bm25.Idf(frequency, known.Documents);
        }
        return Bm25.Create(boost, (float)idf, known.InverseNorms);
    }

    private Weight Synonym(SynonymQuery query, float boost)
    {
        var terms = query
            .Terms.Distinct()
            .Select(term => new TermOccurrence(segments, query.Field, term))
            .Where(term => term.DocumentFrequency > 0)
            .ToArray();
        if (terms.Length == 0 || Similarity(query.Field, boost, [terms.Max(term => term.DocumentFrequency)]) is not { } similarity)
        {
            return Nothing;
        }
        var asked = scores ? similarity : null;
        return segment =>
            segments[segment].Data.Inverted.TryGetValue(query.Field, out var inverted) && Open(terms, segment, query.Field) is { } union
                ? new SynonymScorer(union, inverted.Norms, asked)
                : null;
    }

    private CursorUnion? Open(TermOccurrence[] terms, int segment, string field)
    {
        var inverted = segments[segment].Data.Inverted[field];
        var cursors = terms.Select(term => term.Open(segment, inverted)).OfType<Index.PostingsCursor>().ToArray();
        return cursors.Length == 0 ? null : new(cursors);
    }

    /// <summary>The nearest terms, each scored as often as the most frequent of them is found, and by how near it is.</summary>
    private Weight Fuzzy(FuzzyQuery query, float boost)
    {
        var near = FuzzyTerms.Find(segments, query);
        var terms = near.ConvertAll(term => new TermOccurrence(segments, query.Field, term.Utf8));
        var frequency = terms.Count == 0 ? 0 : terms.Max(term => term.DocumentFrequency);
        var weights = new Weight[terms.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Term(query.Field, terms[i], boost * near[i].Boost, frequency);
        }
        return Disjunction(weights, 1, float.NaN);
    }
}
