using Platform.Engines.Elasticsearch.Index;
using Platform.Engines.Elasticsearch.Search.Scoring;

namespace Platform.Engines.Elasticsearch.Search.Weights;

/// <summary>What scores depend on beside the document: counts over all segments, deleted documents included.</summary>
internal sealed class SnapshotStatistics(IReadOnlyList<Segment> segments)
{
    private readonly Dictionary<string, FieldStatistics?> fields = [];

    /// <summary>Null when no document has a term there.</summary>
    public FieldStatistics? Field(string path)
    {
        if (fields.TryGetValue(path, out var known))
        {
            return known;
        }
        var (documents, total) = (0L, 0L);
        foreach (var segment in segments)
        {
            if (segment.Data.Inverted.TryGetValue(path, out var field))
            {
                documents += field.DocumentCount;
                total += field.TotalTermFrequency;
            }
        }
        return fields[path] = documents == 0 ? null : new(documents, Bm25.InverseNorms(total, documents));
    }
}

/// <param name="Documents">With a term in the field.</param>
internal sealed record FieldStatistics(long Documents, float[] InverseNorms);
