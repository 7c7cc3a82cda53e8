namespace Aspire.Hosting.Run.Logs;

/// <summary>The last lines, bounded by number and bytes. Not thread-safe.</summary>
internal sealed class LineRing(LogLimits limits)
{
    private Entry[] entries = new Entry[Math.Min(64, limits.Lines)];
    private long bytes;

    /// <summary>The number that the next line will have.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The first line still kept; equal to <see cref="Next"/> when there is none.</summary>
    public long First { get; private set; } = 1;

    /// <summary>Where the first kept line, or the next one, stands in the file.</summary>
    public long FirstOffset => First == Next ? NextOffset : At(First).Offset;

    /// <summary>Where the next line will stand in the file.</summary>
    public long NextOffset { get; private set; }

    public void Add(ReadOnlyMemory<byte> line, bool isError)
    {
        while (Next - First == limits.Lines || (bytes + line.Length > limits.Bytes && First < Next))
        {
            bytes -= At(First).Line.Utf8.Length;
            At(First++) = default;
        }

        if (Next - First == entries.Length)
        {
            Grow();
        }

        At(Next) = new Entry(new LogLine(Next, isError, line), NextOffset);
        Next++;
        NextOffset += line.Length + 1;
        bytes += line.Length;
    }

    /// <summary>The kept lines from a number on.</summary>
    public LogLine[] From(long number)
    {
        var lines = new LogLine[Next - Math.Max(number, First)];
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = At(Next - lines.Length + i).Line;
        }

        return lines;
    }

    private ref Entry At(long number) => ref entries[number % entries.Length];

    private void Grow()
    {
        var larger = new Entry[Math.Min(entries.Length * 2, limits.Lines)];
        for (var number = First; number < Next; number++)
        {
            larger[number % larger.Length] = At(number);
        }

        entries = larger;
    }

    private record struct Entry(LogLine Line, long Offset);
}
