using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Several terms as if they were one.</summary>
internal sealed class CursorUnion
{
    private readonly PostingsCursor[] cursors;
    private int[] buffer = new int[8];

    public CursorUnion(PostingsCursor[] cursors)
    {
        this.cursors = cursors;
        foreach (var cursor in cursors)
        {
            Cost += cursor.Frequency;
        }
    }

    public int Document { get; private set; } = -1;

    public long Cost { get; }

    /// <summary>Null when there are several.</summary>
    public PostingsCursor? Only => cursors.Length == 1 ? cursors[0] : null;

    public int TermFrequency
    {
        get
        {
            var sum = 0;
            foreach (var cursor in cursors)
            {
                sum += cursor.Document == Document ? cursor.TermFrequency : 0;
            }
            return sum;
        }
    }

    public int Advance(int target)
    {
        var least = PostingsCursor.End;
        foreach (var cursor in cursors)
        {
            least = Math.Min(least, cursor.Advance(target));
        }
        return Document = least;
    }

    /// <summary>Where the document has any of the terms, ascending.</summary>
    /// <returns>How many there are.</returns>
    public int ReadPositions(ref int[] target)
    {
        if (cursors.Length == 1)
        {
            return cursors[0].ReadPositions(ref target);
        }
        var count = 0;
        foreach (var cursor in cursors)
        {
            if (cursor.Document == Document)
            {
                var more = cursor.ReadPositions(ref buffer);
                if (target.Length < count + more)
                {
                    Array.Resize(ref target, (count + more) * 2);
                }
                buffer.AsSpan(0, more).CopyTo(target.AsSpan(count));
                count += more;
            }
        }
        target.AsSpan(0, count).Sort();
        return count;
    }
}
