using System.Runtime.CompilerServices;
using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>BM25 as Lucene computes it (k1 1.2, b 0.75, floats), times k1 + 1 as Elasticsearch still does.</summary>
internal sealed class Bm25(float weight, float[] inverseNorms)
{
    private const float K1 = 1.2f;
    private const float B = 0.75f;

    /// <summary>No score reaches it.</summary>
    public float Limit => weight;

    /// <param name="boost">Of the query and all around it.</param>
    /// <param name="idf">Of the term; of a phrase the sum of its terms'.</param>
    public static Bm25 Create(float boost, float idf, float[] inverseNorms) => new(boost * (1 + K1) * idf, inverseNorms);

    public static float Idf(long documentFrequency, long documentCount) =>
        (float)Math.Log(1 + ((documentCount - documentFrequency + 0.5) / (documentFrequency + 0.5)));

    /// <summary>For each length in a byte, what a frequency is multiplied by.</summary>
    public static float[] InverseNorms(long totalTermFrequency, long documentCount)
    {
        var average = (float)(totalTermFrequency / (double)documentCount);
        var inverse = new float[256];
        for (var code = 0; code < inverse.Length; code++)
        {
            inverse[code] = 1f / (K1 * (1 - B + (B * LengthNorm.Lengths[code] / average)));
        }
        return inverse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Score(float frequency, byte norm) => weight - (weight / (1f + (frequency * inverseNorms[norm])));

    /// <param name="impact">Highest frequency shifted by eight, and the lowest norm.</param>
    public float Bound(int impact) => Score(impact >> 8, (byte)impact);
}
