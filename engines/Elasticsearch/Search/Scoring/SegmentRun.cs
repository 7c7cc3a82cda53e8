using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Passes a scorer's live matches on.</summary>
internal static class SegmentRun
{
    private const int MostPatience = 4096;

    /// <returns>False when the sink has enough.</returns>
    public static bool Run(Scorer scorer, Segment segment, HitSink sink)
    {
        var live = segment.Live;
        if (scorer is DisjunctionScorer disjunction)
        {
            return new DisjunctionRun(disjunction, live, sink).Run();
        }
        var (boundEnd, patience) = (-1, 0);
        for (var document = scorer.Next(); document != Scorer.End; )
        {
            if (sink.Bar >= 0 && document > boundEnd)
            {
                boundEnd = scorer.BoundEnd(document);
                if (scorer.Bound(document, boundEnd) <= sink.Bar)
                {
                    patience = 0;
                    document = boundEnd == Scorer.End ? Scorer.End : scorer.Advance(boundEnd + 1);
                    continue;
                }
                // Bounds that help nothing are dear when there are many clauses: they are asked for ever less often.
                patience = Math.Min(MostPatience, (patience * 2) + 1);
                boundEnd = Math.Max(boundEnd, document + patience);
            }
            if ((live is null || live[document]) && scorer.Confirm() && !sink.Collect(document, scorer.Score()))
            {
                return false;
            }
            document = scorer.Next();
        }
        return true;
    }
}
