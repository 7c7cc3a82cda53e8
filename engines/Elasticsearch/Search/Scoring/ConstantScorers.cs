using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>The documents of a set.</summary>
internal sealed class BitsScorer(Bits bits, float score) : Scorer
{
    public override long Cost { get; } = bits.Count();

    public override int Next() => Document = bits.NextSet(Document + 1);

    public override int Advance(int target) => target <= Document ? Document : Document = bits.NextSet(target);

    public override float Score() => score;

    public override float Bound(int from, int to) => score;
}

/// <summary>Every document.</summary>
internal sealed class AllScorer(int documentCount, float score) : Scorer
{
    public override long Cost => documentCount;

    public override int Next() => Advance(Document + 1);

    public override int Advance(int target) => target <= Document ? Document : Document = target < documentCount ? target : End;

    public override float Score() => score;

    public override float Bound(int from, int to) => score;
}

/// <summary>A few documents, ascending.</summary>
internal sealed class ListScorer(int[] documents, float score) : Scorer
{
    private int at = -1;

    public override long Cost => documents.Length;

    public override int Next() => Document = ++at < documents.Length ? documents[at] : End;

    public override int Advance(int target)
    {
        while (Document < target)
        {
            Next();
        }
        return Document;
    }

    public override float Score() => score;

    public override float Bound(int from, int to) => score;
}

/// <summary>Documents whose numbers say so: looked at one by one, after whatever is cheaper.</summary>
internal sealed class NumberScorer(NumberColumn column, int documentCount, NumberTest test, float score) : Scorer
{
    public override long Cost => documentCount;

    public override bool NeedsConfirming => true;

    public override int Next() => Advance(Document + 1);

    public override int Advance(int target) => target <= Document ? Document : Document = target < documentCount ? target : End;

    public override bool Confirm() => test(column.Values(Document));

    public override float Score() => score;

    public override float Bound(int from, int to) => score;
}

/// <summary>Whether a document with these numbers matches.</summary>
internal delegate bool NumberTest(ReadOnlySpan<long> values);

/// <summary>What another one matches, at a score of its own.</summary>
internal sealed class ConstantScorer(Scorer inner, float score) : Scorer
{
    public override long Cost => inner.Cost;

    public override bool NeedsConfirming => inner.NeedsConfirming;

    public override int Next() => Document = inner.Next();

    public override int Advance(int target) => Document = inner.Advance(target);

    public override bool Confirm() => inner.Confirm();

    public override float Score() => score;

    public override float Bound(int from, int to) => score;
}
