namespace Platform.Engines.Elasticsearch.Analysis;

/// <summary>What the lengths of n-grams must fulfil.</summary>
internal static class GramBounds
{
    /// <param name="maxDifference">The setting <c>index.max_ngram_diff</c>.</param>
    public static void Check(int min, int max, int maxDifference, string component)
    {
        if (min < 1)
        {
            throw ElasticsearchException.IllegalArgument("minGram must be greater than zero");
        }

        if (min > max)
        {
            throw ElasticsearchException.IllegalArgument("minGram must not be greater than maxGram");
        }

        if (max - min > maxDifference)
        {
            throw ElasticsearchException.IllegalArgument(
                $"The difference between max_gram and min_gram in NGram {component} must be less than or equal to: [{maxDifference}] "
                    + $"but was [{max - min}]. This limit can be set by changing the [index.max_ngram_diff] index level setting."
            );
        }
    }
}
