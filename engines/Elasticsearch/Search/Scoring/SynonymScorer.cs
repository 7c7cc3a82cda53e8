namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Terms that stand for each other: their frequencies are summed up, then scored once.</summary>
internal sealed class SynonymScorer(CursorUnion union, byte[]? norms, Bm25? similarity) : Scorer
{
    public override long Cost => union.Cost;

    public override int Next() => Advance(Document + 1);

    public override int Advance(int target) => target <= Document ? Document : Document = union.Advance(target);

    public override float Score() =>
        similarity is null ? 0 : similarity.Score(union.TermFrequency, norms is null ? (byte)1 : norms[Document]);

    public override float Bound(int from, int to) => similarity?.Limit ?? 0;
}
