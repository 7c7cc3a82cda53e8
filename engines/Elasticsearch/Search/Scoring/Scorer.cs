using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>
/// Goes through the documents of one segment that match, deleted ones included. Where it stands is a match only if <see cref="Confirm"/> says so:
/// what is dear to find out is asked last.
/// </summary>
internal abstract class Scorer
{
    public const int End = PostingsCursor.End;

    /// <summary>-1 before the first, <see cref="End"/> after the last.</summary>
    public int Document { get; protected set; } = -1;

    /// <summary>About how many documents there are.</summary>
    public abstract long Cost { get; }

    /// <summary>Whether <see cref="Confirm"/> may say no.</summary>
    public virtual bool NeedsConfirming => false;

    public abstract int Next();

    /// <summary>To the first document not before <paramref name="target"/>; stays where it is if it is there already.</summary>
    public abstract int Advance(int target);

    /// <summary>Whether the document matches; asked at most once for each.</summary>
    public virtual bool Confirm() => true;

    /// <summary>Of the confirmed document.</summary>
    public abstract float Score();

    /// <summary>The last document for which a bound taken from <paramref name="from"/> on is worth taking.</summary>
    public virtual int BoundEnd(int from) => End;

    /// <summary>What no score from <paramref name="from"/> to <paramref name="to"/> exceeds.</summary>
    public abstract float Bound(int from, int to);

    /// <summary>Scores all documents before <paramref name="end"/> into the window.</summary>
    public virtual void ScoreInto(ScoreWindow window, int end)
    {
        for (var document = Document; document < end; document = Next())
        {
            if (Confirm())
            {
                window.Add(document, Score());
            }
        }
    }
}
