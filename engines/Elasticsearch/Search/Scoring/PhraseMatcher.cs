namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>How often the current document has a phrase.</summary>
internal abstract class PhraseMatcher
{
    /// <summary>0 when it has not; near misses count in part.</summary>
    public abstract float Frequency();
}

/// <summary>One place of a phrase, and where the current document has its terms.</summary>
/// <param name="names">The terms that may stand there.</param>
internal sealed class PhrasePlace(CursorUnion union, int place, IReadOnlyList<string> names)
{
    private int[] positions = new int[8];
    private int count;
    private int at;

    public int Place => place;

    public IReadOnlyList<string> Names => names;

    /// <summary>In the document, less <see cref="Place"/>: the same for all places where the phrase stands as it is.</summary>
    public int Shifted => positions[at] - place;

    public int Position => positions[at];

    public void Load()
    {
        count = union.ReadPositions(ref positions);
        at = 0;
    }

    public bool Next() => ++at < count;
}

/// <summary>All terms exactly where the phrase has them.</summary>
internal sealed class ExactPhraseMatcher(PhrasePlace[] places) : PhraseMatcher
{
    public override float Frequency()
    {
        foreach (var place in places)
        {
            place.Load();
        }
        var lead = places[0];
        var frequency = 0;
        do
        {
            var wanted = lead.Shifted;
            var all = true;
            for (var i = 1; i < places.Length && all; i++)
            {
                while (places[i].Shifted < wanted)
                {
                    if (!places[i].Next())
                    {
                        return frequency;
                    }
                }
                all = places[i].Shifted == wanted;
            }
            frequency += all ? 1 : 0;
        } while (lead.Next());
        return frequency;
    }
}
