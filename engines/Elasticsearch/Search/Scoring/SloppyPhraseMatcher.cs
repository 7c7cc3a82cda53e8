namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>
/// Terms near each other. The place that lies furthest back moves on until it has passed the next; the least distance between first and last on the way is one
/// match, worth 1 / (1 + distance). Places of the same term never stand on the same word. These are Lucene's rules, which do not find every combination.
/// </summary>
internal sealed class SloppyPhraseMatcher(PhrasePlace[] places, int slop) : PhraseMatcher
{
    private readonly PhrasePlace[][] groups = Groups(places);
    private int furthest;

    public override float Frequency()
    {
        var frequency = 0f;
        if (!Begin())
        {
            return frequency;
        }
        while (true)
        {
            var (behind, next) = Behind();
            var distance = furthest - behind.Shifted;
            bool moved;
            while ((moved = Move(behind) && Separate(behind)) && behind.Shifted <= next)
            {
                distance = Math.Min(distance, furthest - behind.Shifted);
            }
            if (distance <= slop)
            {
                frequency += 1f / (1f + distance);
            }
            if (!moved)
            {
                return frequency;
            }
        }
    }

    private bool Begin()
    {
        foreach (var place in places)
        {
            place.Load();
        }
        foreach (var group in groups)
        {
            // Places of a group begin on words of their own, the first on the first.
            foreach (var place in group)
            {
                if (!Separate(place))
                {
                    return false;
                }
            }
        }
        furthest = int.MinValue;
        foreach (var place in places)
        {
            furthest = Math.Max(furthest, place.Shifted);
        }
        return true;
    }

    private (PhrasePlace Behind, int Next) Behind()
    {
        var behind = places[0];
        foreach (var place in places)
        {
            if (place.Shifted < behind.Shifted || (place.Shifted == behind.Shifted && place.Place < behind.Place))
            {
                behind = place;
            }
        }
        var next = int.MaxValue;
        foreach (var place in places)
        {
            if (place != behind)
            {
                next = Math.Min(next, place.Shifted);
            }
        }
        return (behind, next);
    }

    private bool Move(PhrasePlace place)
    {
        if (!place.Next())
        {
            return false;
        }
        furthest = Math.Max(furthest, place.Shifted);
        return true;
    }

    /// <summary>Moves the one of two that lies further back, until none of the group stands where this place does.</summary>
    private bool Separate(PhrasePlace place)
    {
        while (Collision(place) is { } other)
        {
            var otherIsBehind = other.Shifted < place.Shifted || (other.Shifted == place.Shifted && other.Place < place.Place);
            place = otherIsBehind ? other : place;
            if (!Move(place))
            {
                return false;
            }
        }
        return true;
    }

    private PhrasePlace? Collision(PhrasePlace place)
    {
        foreach (var group in groups)
        {
            if (group.Contains(place))
            {
                foreach (var other in group)
                {
                    if (other != place && other.Position == place.Position)
                    {
                        return other;
                    }
                }
            }
        }
        return null;
    }

    /// <summary>Places that share a term, in the phrase's order.</summary>
    private static PhrasePlace[][] Groups(PhrasePlace[] places)
    {
        var groups = new List<List<PhrasePlace>>();
        foreach (var place in places.OrderBy(place => place.Place))
        {
            var sharing = groups.FindAll(group => group.Exists(other => other.Names.Any(place.Names.Contains)));
            groups.RemoveAll(sharing.Contains);
            groups.Add([.. sharing.SelectMany(group => group), place]);
        }
        return [.. groups.Where(group => group.Count > 1).Select(group => group.OrderBy(place => place.Place).ToArray())];
    }
}
