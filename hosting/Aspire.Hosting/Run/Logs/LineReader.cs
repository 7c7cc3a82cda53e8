namespace Aspire.Hosting.Run.Logs;

/// <summary>
/// Cuts a byte stream into lines without copying them: a line is a slice of the block it was read into, which lives as long as one of
/// its lines is kept. Blocks begin small, so that a silent child costs 1 KB, and grow with the flood.
/// </summary>
internal sealed class LineReader(Stream stream, int maxLine)
{
    private const int SmallestBlock = 1024;
    private const int LargestBlock = 64 * 1024;

    private byte[] block = new byte[SmallestBlock];
    private int lineStart;
    private int scanned;
    private int filled;
    private bool ended;

    /// <summary>Waits for output and adds the lines that it completed; false at the end, after the last line, ended or not, was added.</summary>
    public async ValueTask<bool> ReadAsync(List<ReadOnlyMemory<byte>> lines, CancellationToken cancellationToken)
    {
        if (ended)
        {
            return false;
        }

        MakeRoom();
        var count = await stream.ReadAsync(block.AsMemory(filled), cancellationToken).ConfigureAwait(false);
        ended = count == 0;
        filled += count;
        Cut(lines);
        if (ended && filled > lineStart)
        {
            lines.Add(block.AsMemory(lineStart, filled - lineStart));
            lineStart = filled;
        }

        return !ended || lines.Count > 0;
    }

    private void Cut(List<ReadOnlyMemory<byte>> lines)
    {
        int found;
        while ((found = block.AsSpan(scanned, filled - scanned).IndexOf((byte)'\n')) >= 0)
        {
            var end = scanned + found;
            Split(lines, end);
            lines.Add(block.AsMemory(lineStart, (end > lineStart && block[end - 1] == '\r' ? end - 1 : end) - lineStart));
            lineStart = scanned = end + 1;
        }

        scanned = filled;
        Split(lines, filled);
    }

    // Never inside a character: continuation bytes (10xxxxxx) go with their first byte.
    private void Split(List<ReadOnlyMemory<byte>> lines, int end)
    {
        while (end - lineStart > maxLine)
        {
            var cut = lineStart + maxLine;
            while (cut > lineStart + maxLine - 4 && (block[cut] & 0xC0) == 0x80)
            {
                cut--;
            }

            lines.Add(block.AsMemory(lineStart, cut - lineStart));
            lineStart = cut;
        }
    }

    private void MakeRoom()
    {
        if (block.Length - filled >= SmallestBlock / 4)
        {
            return;
        }

        var pending = filled - lineStart;
        var next = new byte[Math.Max(Math.Min(block.Length * 2, LargestBlock), pending * 2)];
        block.AsSpan(lineStart, pending).CopyTo(next);
        block = next;
        scanned -= lineStart;
        filled = pending;
        lineStart = 0;
    }
}
