namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Goes through the documents of one term. Before the first document it stands at -1, after the last at <see cref="End"/>.</summary>
internal sealed class PostingsCursor
{
    public const int End = int.MaxValue;

    private readonly Postings postings;
    private readonly byte[] bytes;
    private readonly int[] documents;
    private readonly int[] frequencies;
    private readonly int blockCount;
    private readonly int firstRow;
    private readonly int onlyStart;
    private int block = -1;
    private int index = -1;
    private int count;
    private int positionsAt;
    private int positionsIndex;

    public PostingsCursor(Postings postings, int term, int documentFrequency)
    {
        this.postings = postings;
        bytes = postings.Bytes;
        Frequency = documentFrequency;
        documents = new int[Math.Min(documentFrequency, Postings.BlockSize)];
        frequencies = postings.HasPositions ? new int[documents.Length] : [];
        blockCount = (documentFrequency + Postings.BlockSize - 1) / Postings.BlockSize;
        var at = postings.Starts[term];
        if (blockCount == 1)
        {
            onlyStart = at;
            ReadBlock(0);
            (index, Document) = (-1, -1);
        }
        else
        {
            firstRow = Postings.ReadNumber(bytes, ref at);
        }
    }

    public int Document { get; private set; } = -1;

    /// <summary>How many documents have the term.</summary>
    public int Frequency { get; }

    /// <summary>How often the document has the term; 1 where that is not kept.</summary>
    public int TermFrequency => postings.HasPositions ? frequencies[index] : 1;

    /// <summary>Of the block read: the documents from the current one on.</summary>
    public ReadOnlySpan<int> BlockDocuments => documents.AsSpan(Math.Max(index, 0), count - Math.Max(index, 0));

    public ReadOnlySpan<int> BlockFrequencies =>
        postings.HasPositions ? frequencies.AsSpan(Math.Max(index, 0), count - Math.Max(index, 0)) : default;

    public int BlockCount => blockCount;

    /// <summary>Whether <see cref="Impact"/> knows anything.</summary>
    public bool HasImpacts => postings.HasPositions;

    /// <summary>The best a score in a block can be made of; where there is one block it is <see cref="OnlyImpact"/>.</summary>
    public int Impact(int ofBlock) => blockCount == 1 ? OnlyImpact : postings.SkipImpact[firstRow + ofBlock];

    /// <summary>The last document of a block.</summary>
    public int Last(int ofBlock) => blockCount == 1 ? documents[count - 1] : postings.SkipLast[firstRow + ofBlock];

    private int OnlyImpact { get; set; }

    public int Next()
    {
        if (++index < count)
        {
            return Document = documents[index];
        }
        return NextBlock();
    }

    /// <summary>To the first document not before <paramref name="target"/>.</summary>
    public int Advance(int target)
    {
        if (target <= Document)
        {
            return Document;
        }
        if (blockCount > 1 && (block < 0 || documents[count - 1] < target))
        {
            var found = FindBlock(target, block + 1);
            if (found == blockCount)
            {
                return Finish();
            }
            ReadBlock(found);
        }
        else if (documents[count - 1] < target)
        {
            return Finish();
        }
        else
        {
            index++;
        }
        var span = documents.AsSpan(index, count - index);
        // Near ones first: a conjunction mostly moves by little.
        var step = 0;
        while (step < span.Length && step < 8 && span[step] < target)
        {
            step++;
        }
        if (step == 8 && span[7] < target)
        {
            var found = span.BinarySearch(target);
            step = found < 0 ? ~found : found;
        }
        index += step;
        return Document = documents[index];
    }

    /// <summary>The first block from <paramref name="from"/> on that ends at or after <paramref name="target"/>; <see cref="BlockCount"/> when there is none.</summary>
    public int FindBlock(int target, int from)
    {
        if (blockCount == 1)
        {
            return from == 0 && documents[count - 1] >= target ? 0 : 1;
        }
        var last = postings.SkipLast.AsSpan(firstRow, blockCount);
        if (from < blockCount && last[from] >= target)
        {
            return from;
        }
        var (low, high) = (from, blockCount);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (last[middle] < target)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>Within the block read, so many documents on.</summary>
    public void Skip(int documentsOn) => Document = documents[index += documentsOn];

    /// <summary>To after the current block, whose rest was read through <see cref="BlockDocuments"/>.</summary>
    public int NextBlock()
    {
        if (block + 1 >= blockCount)
        {
            return Finish();
        }
        ReadBlock(block + 1);
        return Document = documents[0];
    }

    /// <summary>Where the document has the term, ascending.</summary>
    /// <returns>How many there are.</returns>
    public int ReadPositions(ref int[] target)
    {
        while (positionsIndex < index)
        {
            SkipPositions();
        }
        var wanted = frequencies[index];
        if (target.Length < wanted)
        {
            target = new int[Math.Max(wanted, target.Length * 2)];
        }
        var (at, position) = (positionsAt, 0);
        for (var i = 0; i < wanted; i++)
        {
            target[i] = position += Postings.ReadNumber(bytes, ref at);
        }
        return wanted;
    }

    /// <summary>The positions as they are written, to be copied.</summary>
    public ReadOnlySpan<byte> RawPositions()
    {
        while (positionsIndex < index)
        {
            SkipPositions();
        }
        var start = positionsAt;
        SkipPositions();
        return bytes.AsSpan(start, positionsAt - start);
    }

    private void SkipPositions()
    {
        for (var left = frequencies[positionsIndex++]; left > 0; )
        {
            left -= bytes[positionsAt++] < 0x80 ? 1 : 0;
        }
    }

    private int Finish()
    {
        (block, index) = (blockCount, count);
        return Document = End;
    }

    private void ReadBlock(int number)
    {
        block = number;
        index = 0;
        var at = blockCount == 1 ? onlyStart : postings.SkipStart[firstRow + number];
        count = Math.Min(Postings.BlockSize, Frequency - (number * Postings.BlockSize));
        var document = number == 0 ? -1 : postings.SkipLast[firstRow + number - 1];
        var source = bytes;
        if (!postings.HasPositions)
        {
            for (var i = 0; i < count; i++)
            {
                documents[i] = document += Postings.ReadNumber(source, ref at);
            }
            return;
        }
        OnlyImpact = Postings.ReadNumber(source, ref at);
        for (var i = 0; i < count; i++)
        {
            var code = (uint)Postings.ReadNumber(source, ref at);
            documents[i] = document += (int)(code >> 1);
            frequencies[i] = (code & 1) != 0 ? 1 : Postings.ReadNumber(source, ref at);
        }
        (positionsAt, positionsIndex) = (at, 0);
    }
}
