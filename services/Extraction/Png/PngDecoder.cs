using System.IO.Compression;

namespace Platform.Extraction.Png;

/// <summary>A row of a pass: its pixels lie <paramref name="stepX"/> apart, from <paramref name="x"/> on.</summary>
internal delegate void PngRow(int x, int stepX, int y, ReadOnlySpan<ushort> rgba);

/// <summary>Hands out the picture row by row; memory is two rows, whatever the size.</summary>
internal static class PngDecoder
{
    public static void Decode(PngFile file, PngRow sink, CancellationToken cancellationToken)
    {
        using var pixels = new ZLibStream(new Segments(file.Data), CompressionMode.Decompress);
        try
        {
            Decode(file, pixels, sink, cancellationToken);
            // Past the last pixel lies the checksum, which this makes zlib look at.
            _ = pixels.ReadByte();
        }
        catch (EndOfStreamException)
        {
            throw RefusedException.Damaged("image/png: rows are missing");
        }
        // Some damage is an InvalidDataException, some (a preset dictionary) an IOException; the bytes come from memory, so either is the file's.
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            throw RefusedException.Damaged("image/png: the picture does not inflate");
        }
    }

    private static void Decode(PngFile file, Stream pixels, PngRow sink, CancellationToken cancellationToken)
    {
        var header = file.Header;
        var samples = new PngSamples(file);
        var row = new byte[1 + header.RowBytes(header.Width)];
        var above = new byte[row.Length];
        var rgba = new ushort[header.Width * 4];
        foreach (var pass in PngPass.Of(header))
        {
            var columns = pass.Columns(header.Width);
            var rows = columns > 0 ? pass.Rows(header.Height) : 0;
            var length = 1 + header.RowBytes(columns);
            above.AsSpan().Clear();
            for (var i = 0; i < rows; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var line = row.AsSpan(0, length);
                pixels.ReadExactly(line);
                if (!PngFilter.Undo(line[0], line[1..], above.AsSpan(1, length - 1), header.FilterStride))
                {
                    throw RefusedException.Damaged($"image/png: filter {line[0]} is not known");
                }

                samples.Read(line[1..], rgba.AsSpan(0, columns * 4));
                sink(pass.X, pass.StepX, pass.Y + (i * pass.StepY), rgba.AsSpan(0, columns * 4));
                (row, above) = (above, row);
            }
        }
    }
}
