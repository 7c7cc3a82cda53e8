using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Mapping;

namespace Platform.Engines.Elasticsearch.Aggregations;

/// <summary>The keywords of a field, document by document, over several indices: every term has one number in all of them.</summary>
/// <param name="missing">What stands for none; null: nothing does.</param>
internal sealed class KeywordSource(AggregationContext context, string path, string? missing)
{
    private const int Unknown = -1;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> terms = [];
    private readonly int[] substitute = missing is null ? [] : [int.MaxValue];
    private bool here;
    private KeywordColumn? column;
    private int[] known = [];
    private int missingNumber = Unknown;

    public void EnterView(int view) => here = context.Views[view].Mapping.Find(path) is { Type: FieldType.Keyword };

    public void EnterSegment(Segment segment)
    {
        column = here ? segment.Keywords(path) : null;
        known = new int[column?.TermCount ?? 0];
        Array.Fill(known, Unknown);
    }

    /// <summary>In this segment.</summary>
    public ReadOnlySpan<int> Ordinals(int document)
    {
        var ordinals = column is null ? [] : column.Ordinals(document);
        return ordinals.IsEmpty ? substitute : ordinals;
    }

    /// <summary>The segment's ordinal as the number that the term has everywhere.</summary>
    public int Global(int ordinal)
    {
        if (ordinal == int.MaxValue)
        {
            return missingNumber != Unknown ? missingNumber : missingNumber = Number(missing!);
        }

        return known[ordinal] != Unknown ? known[ordinal] : known[ordinal] = Number(column!.Term(ordinal));
    }

    /// <summary>Of this segment, whether a document has them or not.</summary>
    public IEnumerable<int> AllGlobals() => Enumerable.Range(0, known.Length).Select(Global);

    public string Term(int number) => terms[number];

    private int Number(string term)
    {
        if (!numbers.TryGetValue(term, out var number))
        {
            numbers[term] = number = terms.Count;
            terms.Add(term);
        }

        return number;
    }
}
