namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Documents that have all the terms, and of them those that have them where the phrase wants them.</summary>
internal sealed class PhraseScorer : Scorer
{
    private readonly CursorUnion[] byCost;
    private readonly PhraseMatcher matcher;
    private readonly byte[]? norms;
    private readonly Bm25? similarity;
    private float frequency;

    public PhraseScorer(CursorUnion[] terms, PhraseMatcher matcher, byte[]? norms, Bm25? similarity)
    {
        (this.matcher, this.norms, this.similarity) = (matcher, norms, similarity);
        byCost = [.. terms.OrderBy(term => term.Cost)];
    }

    public override long Cost => byCost[0].Cost;

    public override bool NeedsConfirming => true;

    public override int Next() => Advance(Document + 1);

    public override int Advance(int target)
    {
        if (target <= Document)
        {
            return Document;
        }
        var candidate = byCost[0].Advance(target);
        for (var i = 1; i < byCost.Length && candidate != End; )
        {
            var there = byCost[i].Advance(candidate);
            if (there == candidate)
            {
                i++;
            }
            else
            {
                candidate = there == End ? End : byCost[0].Advance(there);
                i = 1;
            }
        }
        return Document = candidate;
    }

    public override bool Confirm() => (frequency = matcher.Frequency()) > 0;

    public override float Score() => similarity is null ? 0 : similarity.Score(frequency, norms is null ? (byte)1 : norms[Document]);

    public override float Bound(int from, int to) => similarity?.Limit ?? 0;
}
