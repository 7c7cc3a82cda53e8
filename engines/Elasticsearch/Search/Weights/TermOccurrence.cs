using System.Text;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>Where one term stands in every segment's dictionary.</summary>
internal sealed class TermOccurrence
{
    private readonly int[] ordinals;

    public TermOccurrence(IReadOnlyList<Segment> segments, string field, string term)
        : this(segments, field, Encoding.UTF8.GetBytes(term)) { }

    public TermOccurrence(IReadOnlyList<Segment> segments, string field, ReadOnlySpan<byte> term)
    {
        ordinals = new int[segments.Count];
        for (var i = 0; i < ordinals.Length; i++)
        {
            ordinals[i] = -1;
            if (segments[i].Data.Inverted.TryGetValue(field, out var inverted) && (ordinals[i] = inverted.Terms.Find(term)) >= 0)
            {
                DocumentFrequency += inverted.Terms.DocumentFrequency(ordinals[i]);
            }
        }
    }

    /// <summary>In how many documents of all segments, deleted ones included.</summary>
    public long DocumentFrequency { get; }

    public PostingsCursor? Open(int segment, InvertedField field) => ordinals[segment] < 0 ? null : field.Open(ordinals[segment]);
}
