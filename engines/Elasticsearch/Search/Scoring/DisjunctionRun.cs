using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>
/// Scores a disjunction window by window, clause by clause, instead of document by document. Once only scores above a bar count, clauses that cannot lift a
/// document over it by themselves are asked only about documents that another clause has found (MaxScore).
/// </summary>
internal sealed class DisjunctionRun(DisjunctionScorer disjunction, Bits? live, HitSink sink)
{
    private readonly ScoreWindow window = new(disjunction.Best, disjunction.Minimum > 1);
    private readonly Scorer[] clauses = [.. disjunction.Clauses];
    private readonly float[] bounds = new float[disjunction.Clauses.Length];

    /// <returns>False when the sink has enough.</returns>
    public bool Run()
    {
        foreach (var clause in clauses)
        {
            clause.Next();
        }
        for (var from = 0; ; )
        {
            var least = Scorer.End;
            foreach (var clause in clauses)
            {
                least = Math.Min(least, clause.Document);
            }
            from = Math.Max(from, least);
            if (least == Scorer.End || from == Scorer.End)
            {
                return true;
            }
            var end = from < Scorer.End - ScoreWindow.Size ? from + ScoreWindow.Size : Scorer.End;
            window.Start = from;
            var first = FirstEssential(from, end - 1);
            for (var i = first; i < clauses.Length; i++)
            {
                if (clauses[i].Document < from)
                {
                    clauses[i].Advance(from);
                }
                clauses[i].ScoreInto(window, end);
            }
            if (!Collect(from, first))
            {
                return false;
            }
            from = end;
            if (first == clauses.Length && !AnyFrom(from))
            {
                return true;
            }
        }
    }

    private bool AnyFrom(int from)
    {
        // Nothing was moved in this window: what lies behind it is the next to look at.
        var any = false;
        foreach (var clause in clauses)
        {
            any |= clause.Advance(from) != Scorer.End;
        }
        return any;
    }

    private int FirstEssential(int from, int to)
    {
        if (disjunction.Minimum > 1 || sink.Bar < 0)
        {
            return 0;
        }
        for (var i = 0; i < clauses.Length; i++)
        {
            bounds[i] = clauses[i].Document > to ? 0 : clauses[i].Bound(from, to);
        }
        Array.Sort(bounds, clauses);
        var sum = 0.0;
        for (var i = 0; i < clauses.Length; i++)
        {
            sum += bounds[i];
            if (disjunction.Combine(sum, bounds[i]) > sink.Bar)
            {
                return i;
            }
        }
        return clauses.Length;
    }

    private bool Collect(int from, int first)
    {
        var more = true;
        var optional = 0.0;
        for (var i = 0; i < first; i++)
        {
            optional += bounds[i];
        }
        for (var document = window.Next(from); more && document >= 0; document = window.Next(document + 1))
        {
            if ((live is not null && !live[document]) || window.Matched(document) < disjunction.Minimum)
            {
                continue;
            }
            var sum = window.Sum(document);
            var highest = disjunction.Best ? window.Highest(document) : 0;
            var left = optional;
            for (var i = first - 1; i >= 0; i--)
            {
                if (sink.Bar >= 0 && (float)(sum + left) <= sink.Bar)
                {
                    break;
                }
                left -= bounds[i];
                if (clauses[i].Advance(document) == document && clauses[i].Confirm())
                {
                    var score = clauses[i].Score();
                    sum += score;
                    highest = Math.Max(highest, score);
                }
            }
            more = sink.Collect(document, disjunction.Combine(sum, highest));
        }
        window.Clear();
        return more;
    }
}
