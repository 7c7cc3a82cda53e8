using System.Text;

namespace Platform.Extraction.Intake;

/// <summary>Types by their magic bytes.</summary>
internal static class FileTypes
{
    /// <summary>As many bytes of the beginning as <see cref="Detect"/> looks at.</summary>
    public const int Head = 4096;

    private const int PdfHeaderWithin = 1024;

    private static readonly (byte[] Magic, int Offset, FileType Type)[] Magics =
    [
        (Latin1("\x89PNG\r\n\x1a\n"), 0, new("image/png", FileReader.Png)),
        (Latin1("\xff\xd8\xff"), 0, new("image/jpeg")),
        (Latin1("GIF87a"), 0, new("image/gif")),
        (Latin1("GIF89a"), 0, new("image/gif")),
        (Latin1("WEBP"), 8, new("image/webp")),
        (Latin1("WAVE"), 8, new("audio/wav")),
        (Latin1("AVI "), 8, new("video/x-msvideo")),
        (Latin1("II*\0"), 0, new("image/tiff")),
        (Latin1("MM\0*"), 0, new("image/tiff")),
        (Latin1("\0\0\x01\0"), 0, new("image/vnd.microsoft.icon")),
        (Latin1("ftypavif"), 4, new("image/avif")),
        (Latin1("ftyphei"), 4, new("image/heic")),
        (Latin1("ftypmif1"), 4, new("image/heif")),
        (Latin1("ftypM4A"), 4, new("audio/mp4")),
        (Latin1("ftypqt"), 4, new("video/quicktime")),
        (Latin1("ftyp"), 4, new("video/mp4")),
        (Latin1("\x1a\x45\xdf\xa3"), 0, new("video/x-matroska")),
        (Latin1("MThd"), 0, new("audio/midi")),
        (Latin1("ID3"), 0, new("audio/mpeg")),
        (Latin1("\xff\xfb"), 0, new("audio/mpeg")),
        (Latin1("fLaC"), 0, new("audio/flac")),
        (Latin1("OggS"), 0, new("application/ogg")),
        (Latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0, new("application/x-ole-storage")),
        (Latin1("\x1f\x8b"), 0, new("application/gzip")),
        (Latin1("BZh"), 0, new("application/x-bzip2")),
        (Latin1("\xfd" + "7zXZ\0"), 0, new("application/x-xz")),
        (Latin1("\x28\xb5\x2f\xfd"), 0, new("application/zstd")),
        (Latin1("7z\xbc\xaf\x27\x1c"), 0, new("application/x-7z-compressed")),
        (Latin1("Rar!\x1a\x07"), 0, new("application/vnd.rar")),
        (Latin1("ustar"), 257, new("application/x-tar")),
        (Latin1("\x7f" + "ELF"), 0, new("application/x-elf")),
        (Latin1("MZ"), 0, new("application/vnd.microsoft.portable-executable")),
        (Latin1("SQLite format 3\0"), 0, new("application/vnd.sqlite3")),
    ];

    private static readonly FileType Rtf = new("application/rtf");

    private static readonly FileType PostScript = new("application/postscript");

    private static readonly FileType Pdf = new("application/pdf", FileReader.Pdf);

    /// <param name="head">The beginning, <see cref="Head"/> bytes of it if the file has as many.</param>
    public static FileType Detect(ReadOnlySpan<byte> head)
    {
        if (PdfBegins(head))
        {
            return Pdf;
        }

        // Before the magics: some are three letters with which a text may begin as well, and no file of those types is a text all through its head.
        var text = TextTypes.Detect(head);
        if (text.Reader is FileReader.Text)
        {
            return head.StartsWith("{\\rtf"u8) ? Rtf
                : head.StartsWith("%!PS"u8) ? PostScript
                : text;
        }

        foreach (var (magic, offset, type) in Magics)
        {
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
            {
                return type;
            }
        }

        return head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8) ? ZipTypes.Detect(head) : text;
    }

    // At the beginning of a line: a text may speak of it.
    private static bool PdfBegins(ReadOnlySpan<byte> head)
    {
        var at = head[..Math.Min(head.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8);
        return at is 0 || (at > 0 && head[at - 1] is (byte)'\r' or (byte)'\n' or 0);
    }

    private static byte[] Latin1(string magic) => Encoding.Latin1.GetBytes(magic);
}
