namespace Platform.Extraction.Png;

/// <summary>The five row filters. PDF's streams use the same.</summary>
internal static class PngFilter
{
    /// <param name="above">The row above, as it was before its filter; zeros above the first.</param>
    /// <param name="stride">Bytes from a sample to the same one of the pixel before it.</param>
    /// <returns>False if there is no such filter.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int stride)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (var i = stride; i < row.Length; i++)
                {
                    row[i] += row[i - stride];
                }

                return true;
            case 2:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += above[i];
                }

                return true;
            case 3:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += (byte)(((i < stride ? 0 : row[i - stride]) + above[i]) >> 1);
                }

                return true;
            case 4:
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += i < stride ? above[i] : Paeth(row[i - stride], above[i], above[i - stride]);
                }

                return true;
            default:
                return false;
        }
    }

    public static byte Paeth(byte left, byte above, byte corner)
    {
        var toLeft = Math.Abs(above - corner);
        var toAbove = Math.Abs(left - corner);
        var toCorner = Math.Abs(left + above - (2 * corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left
            : toAbove <= toCorner ? above
            : corner;
    }
}
