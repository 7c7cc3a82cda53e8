using Platform.Engines.Elasticsearch.Index;

namespace Platform.Engines.Elasticsearch.Search.Scoring;

/// <summary>Keeps the best; of equal scores the first to come.</summary>
internal sealed class TopSink(int count, long countUpTo) : HitSink
{
    private readonly Hit[] heap = new Hit[count];
    private readonly List<Segment> segments = [];
    private int size;

    public long Total { get; private set; }

    /// <summary>Whether more matches would change no answer but the total beyond what is to be counted.</summary>
    public bool Enough => Total > countUpTo && count == 0;

    public void Enter(Segment segment) => segments.Add(segment);

    public override bool Collect(int document, float score)
    {
        Total++;
        if (size < heap.Length)
        {
            Up(new(score, segments.Count - 1, document));
        }
        else if (size > 0 && score > heap[0].Score)
        {
            Down(new(score, segments.Count - 1, document), size);
        }
        if (Total > countUpTo && size == heap.Length)
        {
            Bar = size == 0 ? float.MaxValue : heap[0].Score;
        }
        return !Enough;
    }

    public ScoredDocument[] Best()
    {
        var best = new ScoredDocument[size];
        for (var left = size; left > 0; left--)
        {
            var worst = heap[0];
            best[left - 1] = new(segments[worst.Segment], worst.Document, worst.Score);
            Down(heap[left - 1], left - 1);
        }
        size = 0;
        return best;
    }

    private void Up(Hit hit)
    {
        var at = size++;
        while (at > 0 && hit.IsWorseThan(heap[(at - 1) / 2]))
        {
            heap[at] = heap[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        heap[at] = hit;
    }

    private void Down(Hit hit, int length)
    {
        var at = 0;
        for (var child = 1; child < length; child = (2 * at) + 1)
        {
            if (child + 1 < length && heap[child + 1].IsWorseThan(heap[child]))
            {
                child++;
            }
            if (!heap[child].IsWorseThan(hit))
            {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        if (length > 0)
        {
            heap[at] = hit;
        }
    }

    private readonly record struct Hit(float Score, int Segment, int Document)
    {
        public bool IsWorseThan(Hit other) =>
            Score != other.Score ? Score < other.Score
            : Segment != other.Segment ? Segment > other.Segment
            : Document > other.Document;
    }
}
