namespace Platform.Extraction.Png;

/// <summary>The chunks that make the picture: all others are left out.</summary>
internal sealed class PngFile
{
    private PngFile(PngHeader header) => Header = header;

    public PngHeader Header { get; }

    /// <summary>Three bytes each.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    public ReadOnlyMemory<byte> Transparency { get; private set; }

    public List<ReadOnlyMemory<byte>> Data { get; } = [];

    public static PngFile Read(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var chunks = new PngChunks(content);
        chunks.Read();
        if (chunks.Type is not "IHDR")
        {
            throw RefusedException.Damaged("image/png: does not begin with a header");
        }

        var file = new PngFile(PngHeader.Read(chunks.Data.Span));
        while (chunks.Type is not "IEND")
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = chunks.Type;
            if (chunks.Read())
            {
                file.Take(chunks.Type, chunks.Data, before);
            }
        }

        return file.Data.Count is 0 ? throw RefusedException.Damaged("image/png: holds no picture") : file;
    }

    private void Take(string type, ReadOnlyMemory<byte> data, string before)
    {
        switch (type)
        {
            case "IHDR":
                throw RefusedException.Damaged("image/png: two headers");
            case "PLTE" when Data.Count > 0 || data.Length % 3 != 0 || data.Length is 0 or > 768:
                throw RefusedException.Damaged("image/png: a palette that the format does not know");
            case "PLTE":
                Palette = data;
                break;
            case "tRNS" when Data.Count is 0:
                Transparency = data;
                break;
            case "IDAT" when Data.Count > 0 && before is not "IDAT":
                throw RefusedException.Damaged("image/png: the picture is in pieces");
            case "IDAT" when Header.ColorType is 3 && Palette.Length is 0:
                throw RefusedException.Damaged("image/png: the palette is missing");
            case "IDAT":
                Data.Add(data);
                break;
            case "IEND":
                break;
            default:
                if ((type[0] & 0x20) == 0)
                {
                    throw RefusedException.Damaged("image/png: a chunk that must be understood and is not known");
                }

                break;
        }
    }
}
