namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Documents that all match, the rarest asked first.</summary>
internal sealed class ConjunctionScorer : Scorer
{
    private readonly Scorer[] all;
    private readonly Scorer[] confirming;
    private readonly Scorer[] scoring;

    /// <param name="scoring">Those of them whose scores are summed up.</param>
    public ConjunctionScorer(IEnumerable<Scorer> all, IEnumerable<Scorer> scoring)
    {
        this.all = [.. all.OrderBy(scorer => scorer.Cost)];
        this.scoring = [.. scoring];
        confirming = [.. this.all.Where(scorer => scorer.NeedsConfirming)];
    }

    public override long Cost => all[0].Cost;

    public override bool NeedsConfirming => confirming.Length > 0;

    public override int Next() => Align(all[0].Next());

    public override int Advance(int target) => target <= Document ? Document : Align(all[0].Advance(target));

    public override bool Confirm()
    {
        foreach (var scorer in confirming)
        {
            if (!scorer.Confirm())
            {
                return false;
            }
        }
        return true;
    }

    public override float Score()
    {
        var sum = 0.0;
        foreach (var scorer in scoring)
        {
            sum += scorer.Score();
        }
        return (float)sum;
    }

    public override int BoundEnd(int from)
    {
        var end = End;
        foreach (var scorer in scoring)
        {
            end = Math.Min(end, scorer.BoundEnd(from));
        }
        return end;
    }

    public override float Bound(int from, int to)
    {
        var sum = 0.0;
        foreach (var scorer in scoring)
        {
            sum += scorer.Bound(from, to);
        }
        return (float)sum;
    }

    private int Align(int candidate)
    {
        for (var i = 1; i < all.Length && candidate != End; )
        {
            var there = all[i].Advance(candidate);
            if (there == candidate)
            {
                i++;
            }
            else
            {
                candidate = there == End ? End : all[0].Advance(there);
                i = 1;
            }
        }
        return Document = candidate;
    }
}

/// <summary>What the one matches; the other adds to the score where it matches too.</summary>
internal sealed class RequiredOptionalScorer(Scorer required, Scorer optional) : Scorer
{
    public override long Cost => required.Cost;

    public override bool NeedsConfirming => required.NeedsConfirming;

    public override int Next() => Document = required.Next();

    public override int Advance(int target) => Document = required.Advance(target);

    public override bool Confirm() => required.Confirm();

    public override float Score()
    {
        var score = required.Score();
        return optional.Advance(Document) == Document && optional.Confirm() ? score + optional.Score() : score;
    }

    public override int BoundEnd(int from) => Math.Min(required.BoundEnd(from), optional.BoundEnd(from));

    public override float Bound(int from, int to) => required.Bound(from, to) + optional.Bound(from, to);
}

/// <summary>What the one matches and the other does not.</summary>
internal sealed class ExclusionScorer(Scorer required, Scorer excluded) : Scorer
{
    public override long Cost => required.Cost;

    public override bool NeedsConfirming => true;

    public override int Next() => Document = required.Next();

    public override int Advance(int target) => Document = required.Advance(target);

    public override bool Confirm() => !(excluded.Advance(Document) == Document && excluded.Confirm()) && required.Confirm();

    public override float Score() => required.Score();

    public override int BoundEnd(int from) => required.BoundEnd(from);

    public override float Bound(int from, int to) => required.Bound(from, to);
}
