namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Writes the postings of one field, term after term in the dictionary's order, document after document.</summary>
internal sealed class PostingsWriter(bool hasPositions, byte[]? norms)
{
    private readonly ByteBuffer output = new(1 << 14);
    private readonly ByteBuffer documents = new(512);
    private readonly ByteBuffer positions = new(1024);
    private readonly List<int> starts = [];
    private readonly List<int> skipLast = [];
    private readonly List<int> skipStart = [];
    private readonly List<int> skipImpact = [];
    private readonly List<(int Last, int Start, int Impact)> blocks = [];
    private int previous = -1;
    private int inBlock;
    private int highest;
    private int shortest = 255;

    /// <summary>Documents of the term so far.</summary>
    public int Frequency { get; private set; }

    /// <summary>Where positions of the document to be added next are written, each as the distance to the one before.</summary>
    public ByteBuffer Positions => positions;

    public void Add(int document, int frequency)
    {
        var delta = (uint)(document - previous);
        previous = document;
        Frequency++;
        if (hasPositions)
        {
            documents.WriteNumber((delta << 1) | (frequency == 1 ? 1u : 0u));
            if (frequency != 1)
            {
                documents.WriteNumber((uint)frequency);
            }
            highest = Math.Max(highest, frequency);
            shortest = Math.Min(shortest, norms is null ? 1 : norms[document]);
        }
        else
        {
            documents.WriteNumber(delta);
        }
        if (++inBlock == Postings.BlockSize)
        {
            EndBlock();
        }
    }

    public void EndTerm()
    {
        if (inBlock > 0)
        {
            EndBlock();
        }
        if (blocks.Count == 1)
        {
            starts.Add(blocks[0].Start);
        }
        else
        {
            starts.Add(output.Length);
            output.WriteNumber((uint)skipLast.Count);
            foreach (var (last, start, impact) in blocks)
            {
                skipLast.Add(last);
                skipStart.Add(start);
                skipImpact.Add(impact);
            }
        }
        blocks.Clear();
        (previous, Frequency) = (-1, 0);
    }

    public Postings Build() =>
        new()
        {
            Bytes = output.ToArray(),
            Starts = [.. starts],
            SkipLast = [.. skipLast],
            SkipStart = [.. skipStart],
            SkipImpact = [.. skipImpact],
            HasPositions = hasPositions,
        };

    private void EndBlock()
    {
        var impact = (Math.Min(highest, int.MaxValue >> 8) << 8) | shortest;
        blocks.Add((previous, output.Length, impact));
        if (hasPositions)
        {
            output.WriteNumber((uint)impact);
        }
        output.Write(documents.Written);
        output.Write(positions.Written);
        documents.Clear();
        positions.Clear();
        (inBlock, highest, shortest) = (0, 0, 255);
    }
}
