using Platform.Engines.Elasticsearch.Search.Scoring;
using Platform.Engines.Elasticsearch.Search.Terms;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>Phrases.</summary>
internal sealed partial class WeightBuilder
{
    private Weight Phrase(PhraseQuery query, float boost)
    {
        var places = query
            .Terms.GroupBy(term => term.Position)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, Terms: group.Select(term => term.Term).ToList()))
            .ToList();
        if (places.Count == 0)
        {
            return Nothing;
        }
        if (query.LastIsPrefix)
        {
            var last = places[^1];
            var expanded = last
                .Terms.SelectMany(prefix => TermExpansion.Prefix(segments, query.Field, prefix, query.MaxExpansions))
                .Distinct();
            places[^1] = (last.Key, [.. expanded.Take(query.MaxExpansions)]);
        }
        if (places.Count == 1)
        {
            return Disjunction([.. places[0].Terms.Select(term => Term(query.Field, term, boost))], 1, float.NaN);
        }
        var occurrences = places.ConvertAll(place => place.Terms.Select(term => new TermOccurrence(segments, query.Field, term)).ToArray());
        var frequencies = occurrences.SelectMany(terms => terms).Select(term => term.DocumentFrequency).Where(frequency => frequency > 0);
        if (
            occurrences.Exists(terms => terms.All(term => term.DocumentFrequency == 0))
            || Similarity(query.Field, boost, frequencies) is not { } similarity
        )
        {
            return Nothing;
        }
        var asked = scores ? similarity : null;
        return segment =>
        {
            if (!segments[segment].Data.Inverted.TryGetValue(query.Field, out var inverted) || !inverted.Postings.HasPositions)
            {
                return null;
            }
            var unions = new CursorUnion[places.Count];
            var matched = new PhrasePlace[places.Count];
            for (var i = 0; i < unions.Length; i++)
            {
                if (Open(occurrences[i], segment, query.Field) is not { } union)
                {
                    return null;
                }
                unions[i] = union;
                matched[i] = new(union, places[i].Key, places[i].Terms);
            }
            PhraseMatcher matcher = query.Slop == 0 ? new ExactPhraseMatcher(matched) : new SloppyPhraseMatcher(matched, query.Slop);
            return new PhraseScorer(unions, matcher, inverted.Norms, asked);
        };
    }
}
