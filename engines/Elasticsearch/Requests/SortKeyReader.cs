using Platform.Engines.Elasticsearch.Dsl;
using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Reads one criterion's keys of the documents of one index, segment by segment.</summary>
internal sealed class SortKeyReader(SortCriterion criterion, QueryContext context)
{
    private readonly SortKey missing = criterion.Kind is SortKind.Score or SortKind.Document ? default : criterion.MissingKey(context);
    private readonly MappedField? field = context.Mapping.Find(criterion.Asked.Name);
    private readonly SortMode mode = criterion.Asked.Mode ?? (criterion.Ascending ? SortMode.Min : SortMode.Max);
    private NumberColumn? numbers;
    private KeywordColumn? keywords;
    private string?[] terms = [];
    private string? boundTerm;
    private int bound;

    public void Enter(Segment segment)
    {
        if (criterion.Kind is SortKind.Score or SortKind.Document || field is null)
        {
            return;
        }

        if (criterion.Kind == SortKind.Keyword)
        {
            keywords = segment.Keywords(field.Path);
            // A term that many documents share is made a string once.
            terms = new string?[keywords?.TermCount ?? 0];
            boundTerm = null;
        }
        else
        {
            numbers = segment.Numbers(field.Path);
        }
    }

    public SortKey Read(int document, long shardDocument, float score) =>
        criterion.Kind switch
        {
            SortKind.Score => new(SortableNumber.FromDouble(score)),
            SortKind.Document => new(shardDocument),
            SortKind.Keyword => keywords is null ? missing : Keyword(keywords.Ordinals(document)),
            _ => numbers is null ? missing : Number(numbers.Values(document)),
        };

    /// <summary>Whether a document's keyword is certain to come after this one, told by ordinals alone: no string is made.</summary>
    public bool ComesAfter(int document, string term)
    {
        if (keywords is null)
        {
            return false;
        }

        if (!ReferenceEquals(boundTerm, term))
        {
            (boundTerm, bound) = (term, keywords.Terms.Seek(term));
        }

        var ordinals = keywords.Ordinals(document);
        return !ordinals.IsEmpty && (criterion.Ascending ? Chosen(ordinals) > bound : Chosen(ordinals) < bound);
    }

    private int Chosen(ReadOnlySpan<int> ordinals) => mode == SortMode.Min ? ordinals[0] : ordinals[^1];

    private SortKey Keyword(ReadOnlySpan<int> ordinals)
    {
        if (ordinals.IsEmpty)
        {
            return missing;
        }

        var ordinal = Chosen(ordinals);
        return new(0, terms[ordinal] ??= keywords!.Term(ordinal));
    }

    private SortKey Number(ReadOnlySpan<long> values)
    {
        if (values.IsEmpty)
        {
            return missing;
        }

        if (values.Length == 1 || mode is SortMode.Min or SortMode.Max)
        {
            return Coded(mode == SortMode.Max ? values[^1] : values[0]);
        }

        if (mode == SortMode.Median)
        {
            var middle = values.Length / 2;
            return values.Length % 2 == 1
                ? Coded(values[middle])
                : Coded((SortableNumber.Read(field!, values[middle - 1]) + SortableNumber.Read(field!, values[middle])) / 2);
        }

        var sum = 0d;
        foreach (var value in values)
        {
            sum += SortableNumber.Read(field!, value);
        }

        return Coded(mode == SortMode.Avg ? sum / values.Length : sum);
    }

    private SortKey Coded(long value) =>
        new(criterion.Kind == SortKind.Floating && !field!.IsFloating ? SortableNumber.FromDouble(value) : value);

    private SortKey Coded(double value) =>
        new(
            criterion.Kind == SortKind.Floating
                ? SortableNumber.FromDouble(value)
                : (long)Math.Round(value, MidpointRounding.ToPositiveInfinity)
        );
}
