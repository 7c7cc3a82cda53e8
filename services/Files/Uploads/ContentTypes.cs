using System.Buffers;

namespace Files.Uploads;

/// <summary>What a file is, by its first bytes, and whether that agrees with what it is said to be.</summary>
internal static class ContentTypes
{
    /// <summary>Bytes that are looked at.</summary>
    public const int PrefixLength = 4096;

    public const string Unknown = "application/octet-stream";
    public const string Executable = "application/x-executable";

    private const string Text = "text/plain";
    private const string Zip = "application/zip";

    /// <summary>How far a PDF's header may be from the beginning, as readers have it.</summary>
    private const int PdfHeaderWithin = 1024;

    private static readonly (byte[] Magic, string Type)[] Magics =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("GIF87a"u8.ToArray(), "image/gif"),
        ("GIF89a"u8.ToArray(), "image/gif"),
        ("II*\0"u8.ToArray(), "image/tiff"),
        ("MM\0*"u8.ToArray(), "image/tiff"),
        ("MThd"u8.ToArray(), "audio/midi"),
        ("ID3"u8.ToArray(), "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"),
        ([0xFF, 0xF3], "audio/mpeg"),
        ([0xFF, 0xF2], "audio/mpeg"),
        ([(byte)'P', (byte)'K', 3, 4], Zip),
        ([0x1F, 0x8B], "application/gzip"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], Executable),
        ([(byte)'M', (byte)'Z'], Executable),
    ];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpg"] = "image/jpeg",
        ["image/x-png"] = "image/png",
        ["application/x-pdf"] = "application/pdf",
        ["audio/mid"] = "audio/midi",
        ["audio/x-midi"] = "audio/midi",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/x-wav"] = "audio/wav",
        ["audio/wave"] = "audio/wav",
        ["application/x-zip-compressed"] = Zip,
        ["application/x-gzip"] = "application/gzip",
    };

    private static readonly SearchValues<byte> ControlBytes = SearchValues.Create([
        .. Enumerable.Range(0, 32).Where(b => b is not ('\t' or '\n' or '\r' or '\f' or 0x1B)).Select(b => (byte)b),
        0x7F,
    ]);

    /// <summary>By the bytes alone; <see cref="Unknown"/> where they say nothing.</summary>
    public static string Detect(ReadOnlySpan<byte> prefix)
    {
        foreach (var (magic, type) in Magics)
        {
            if (prefix.StartsWith(magic))
                return type;
        }
        if (prefix.Length >= 12 && prefix.StartsWith("RIFF"u8))
            return prefix[8..12] switch
            {
                [(byte)'W', (byte)'E', (byte)'B', (byte)'P'] => "image/webp",
                [(byte)'W', (byte)'A', (byte)'V', (byte)'E'] => "audio/wav",
                _ => Unknown,
            };
        if (prefix[..Math.Min(prefix.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) >= 0)
            return "application/pdf";
        return IsText(prefix) ? Text : Unknown;
    }

    /// <summary>The type to go by: what was declared if the bytes can be that, what the bytes say if nothing was. Null when the two contradict.</summary>
    public static string? Agree(string? declared, string detected)
    {
        var name = declared?.Split(';')[0].Trim() ?? "";
        name = Aliases.GetValueOrDefault(name, name).ToLowerInvariant();
        if (name is "" or Unknown)
            return detected;
        return name == detected || (detected == Text && IsTextual(name)) || (detected == Zip && IsZipped(name)) ? name : null;
    }

    private static bool IsTextual(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type is "application/json" or "application/xml" or "application/yaml" or "application/x-yaml" or "application/x-ndjson"
        || type.EndsWith("+json", StringComparison.Ordinal)
        || type.EndsWith("+xml", StringComparison.Ordinal);

    private static bool IsZipped(string type) =>
        type.StartsWith("application/vnd.openxmlformats-officedocument.", StringComparison.Ordinal)
        || type.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal)
        || type is "application/epub+zip" or "application/vnd.recordare.musicxml";

    private static bool IsText(ReadOnlySpan<byte> prefix)
    {
        if (prefix.ContainsAny(ControlBytes))
            return false;
        // A prefix may end within a character; nothing else may be wrong with it.
        for (var cut = 0; cut <= Math.Min(3, prefix.Length); cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(prefix[..^cut]))
                return cut == 0 || prefix.Length == PrefixLength;
        }
        return false;
    }
}
