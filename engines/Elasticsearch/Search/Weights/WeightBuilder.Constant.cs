using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search.Scoring;
using Platform.Engines.Elasticsearch.Search.Terms;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>What scores the same in every document.</summary>
internal sealed partial class WeightBuilder
{
    private Weight Terms(Query query, float score)
    {
        var expansion = TermExpansion.Of(query);
        // Lists compare by reference: a set would never be found again.
        var cached = query is TermsQuery ? null : query with { Boost = 1 };
        return segment =>
        {
            var data = segments[segment].Data;
            if (!data.Inverted.TryGetValue(expansion.Field, out var inverted))
            {
                return null;
            }
            if (
                cached is not null
                && data.Filters.Find(cached, data.DocumentCount, () => Match(inverted, expansion.Ordinals(inverted.Terms), data))
                    is { } known
            )
            {
                return new BitsScorer(known, score);
            }
            var ordinals = expansion.Ordinals(inverted.Terms);
            return ordinals.Count switch
            {
                0 => null,
                1 => new ConstantScorer(new TermScorer(inverted.Open(ordinals[0]), null, null), score),
                _ => new BitsScorer(Match(inverted, ordinals, data), score),
            };
        };
    }

    private static Bits Match(InvertedField inverted, List<int> ordinals, SegmentData data)
    {
        var matched = new Bits(data.DocumentCount);
        foreach (var ordinal in ordinals)
        {
            var cursor = inverted.Open(ordinal);
            for (var document = cursor.Next(); document != PostingsCursor.End; document = cursor.NextBlock())
            {
                foreach (var each in cursor.BlockDocuments)
                {
                    matched.Add(each);
                }
            }
        }
        return matched;
    }

    private Weight Numbers(NumberRangeQuery query, float score)
    {
        var (from, to) = (query.From, query.To);
        return Numbers(
            query.Field,
            query with
            {
                Boost = 1,
            },
            values =>
            {
                foreach (var value in values)
                {
                    if (value >= from)
                    {
                        return value <= to;
                    }
                }
                return false;
            },
            score
        );
    }

    private Weight Numbers(NumbersQuery query, float score)
    {
        var wanted = query.Values.Order().ToArray();
        return Numbers(
            query.Field,
            null,
            values =>
            {
                foreach (var value in values)
                {
                    if (Array.BinarySearch(wanted, value) >= 0)
                    {
                        return true;
                    }
                }
                return false;
            },
            score
        );
    }

    private Weight Numbers(string field, Query? cached, NumberTest test, float score) =>
        segment =>
        {
            var data = segments[segment].Data;
            return !data.Numbers.TryGetValue(field, out var column) ? null
                : cached is not null && data.Filters.Find(cached, data.DocumentCount, () => Match(column, test, data)) is { } known
                    ? new BitsScorer(known, score)
                : new NumberScorer(column, data.DocumentCount, test, score);
        };

    private static Bits Match(NumberColumn column, NumberTest test, SegmentData data)
    {
        var matched = new Bits(data.DocumentCount);
        for (var document = 0; document < data.DocumentCount; document++)
        {
            if (test(column.Values(document)))
            {
                matched.Add(document);
            }
        }
        return matched;
    }

    private Weight Exists(ExistsQuery query, float score) =>
        segment =>
        {
            var data = segments[segment].Data;
            var any = query.Fields.Any(field =>
                data.Inverted.ContainsKey(field) || data.Keywords.ContainsKey(field) || data.Numbers.ContainsKey(field)
            );
            return any ? new BitsScorer(Present(data, query.Fields), score) : null;
        };

    private static Bits Present(SegmentData data, IEnumerable<string> fields)
    {
        var present = new Bits(data.DocumentCount);
        foreach (var field in fields)
        {
            if (data.Inverted.TryGetValue(field, out var inverted))
            {
                present.AddAll(inverted.Present);
            }
            else if (data.Keywords.TryGetValue(field, out var keywords))
            {
                present.AddWhere(document => !keywords.Ordinals(document).IsEmpty);
            }
            else if (data.Numbers.TryGetValue(field, out var numbers))
            {
                present.AddWhere(document => !numbers.Values(document).IsEmpty);
            }
        }
        return present;
    }

    private Weight Ids(IdsQuery query, float score) =>
        segment =>
        {
            var data = segments[segment].Data;
            var found = query
                .Ids.Select(id => data.IdTable.Find(id, id.GetHashCode()))
                .Where(document => document >= 0)
                .Distinct()
                .Order()
                .ToArray();
            return found.Length == 0 ? null : new ListScorer(found, score);
        };
}
