namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Documents that any matches, or so many. Scores are summed up; or the best counts, and of the others a share.</summary>
internal sealed class DisjunctionScorer : Scorer
{
    private readonly Scorer[] matching;
    private readonly double share;
    private int matchingCount;

    /// <param name="share">What others than the best count; NaN: all are summed up.</param>
    public DisjunctionScorer(Scorer[] clauses, int minimum, float share)
    {
        (Clauses, Minimum, this.share) = (clauses, Math.Max(1, minimum), share);
        matching = new Scorer[clauses.Length];
        NeedsConfirming = Minimum > 1 || clauses.Any(clause => clause.NeedsConfirming);
        Cost = clauses.Sum(clause => clause.Cost);
    }

    public Scorer[] Clauses { get; }

    public int Minimum { get; }

    public bool Best => !double.IsNaN(share);

    public override long Cost { get; }

    public override bool NeedsConfirming { get; }

    public override int Next() => Advance(Document + 1);

    public override int Advance(int target)
    {
        if (target <= Document)
        {
            return Document;
        }
        var least = End;
        foreach (var clause in Clauses)
        {
            least = Math.Min(least, clause.Document < target ? clause.Advance(target) : clause.Document);
        }
        matchingCount = -1;
        return Document = least;
    }

    public override bool Confirm()
    {
        Match();
        return matchingCount >= Minimum;
    }

    public override float Score()
    {
        if (matchingCount < 0)
        {
            Match();
        }
        var (sum, highest) = (0.0, 0f);
        for (var i = 0; i < matchingCount; i++)
        {
            var score = matching[i].Score();
            sum += score;
            highest = Math.Max(highest, score);
        }
        return Combine(sum, highest);
    }

    public float Combine(double sum, float highest) => Best ? (float)(highest + ((sum - highest) * share)) : (float)sum;

    public override int BoundEnd(int from)
    {
        var end = End;
        foreach (var clause in Clauses)
        {
            end = Math.Min(end, clause.BoundEnd(from));
        }
        return end;
    }

    public override float Bound(int from, int to)
    {
        var (sum, highest) = (0.0, 0f);
        foreach (var clause in Clauses)
        {
            var bound = clause.Bound(from, to);
            sum += bound;
            highest = Math.Max(highest, bound);
        }
        return Combine(sum, highest);
    }

    private void Match()
    {
        matchingCount = 0;
        foreach (var clause in Clauses)
        {
            if (clause.Document == Document && clause.Confirm())
            {
                matching[matchingCount++] = clause;
            }
        }
    }
}
