using System.IO.Compression;

namespace Platform.Extraction.Pdf;

/// <summary>zlib; without its header and checksum where these are damaged.</summary>
internal static class Flate
{
    private const int ZlibHeader = 2;

    // Small: what zlib has made in the reading that meets the damage is lost.
    private const int Step = 4096;

    public static void Decode(ReadOnlyMemory<byte> data, BoundedBytes output)
    {
        using (var zlib = new ZLibStream(new Png.Segments([data]), CompressionMode.Decompress))
        {
            Copy(zlib, output);
        }

        if (output.Written.Length is 0 && data.Length > ZlibHeader)
        {
            using var deflate = new DeflateStream(new Png.Segments([data[ZlibHeader..]]), CompressionMode.Decompress);
            Copy(deflate, output);
        }
    }

    private static void Copy(Stream from, BoundedBytes output)
    {
        try
        {
            while (from.Read(output.GetSpan(Step)[..Step]) is > 0 and var read)
            {
                output.Advance(read);
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException)
        {
            // As much as there is before the damage is what every reader shows.
        }
    }
}
