using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Platform.Dashboard.Explorers;

/// <summary>Values for people: JSON indented, text as it is, other bytes in hex; bounded.</summary>
internal static class ValueText
{
    /// <summary>Characters of one cell.</summary>
    public const int CellLimit = 2_000;

    /// <summary>Bytes of one preview.</summary>
    public const int PreviewLimit = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string? Cell(string? value) =>
        value is { Length: > CellLimit }
            ? string.Concat(value.AsSpan(0, CellLimit - (char.IsHighSurrogate(value[CellLimit - 1]) ? 1 : 0)), "…")
            : value;

    public static string? Cell(byte[]? value)
    {
        if (value is null)
        {
            return null;
        }
        var (text, format) = Read(value.AsSpan(0, Math.Min(value.Length, CellLimit * 4)), cut: value.Length > CellLimit * 4, indent: false);
        return Cell(format == "hex" ? $"0x{text.ReplaceLineEndings("")}" : text);
    }

    /// <summary>A preview with its format: json, text or hex.</summary>
    /// <param name="cut">More bytes follow: an incomplete character at the end is left out.</param>
    public static (string Text, string Format) Read(ReadOnlySpan<byte> bytes, bool cut, bool indent = true)
    {
        if (!TryText(bytes, cut, out var text))
        {
            return (Hex(bytes), "hex");
        }
        if (!cut && text.AsSpan().TrimStart() is ['{' or '[', ..])
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return (indent ? JsonSerializer.Serialize(document.RootElement, Indented) : text, "json");
            }
            catch (JsonException)
            {
                // Text that only begins like JSON.
            }
        }
        return (text, "text");
    }

    private static bool TryText(ReadOnlySpan<byte> bytes, bool cut, out string text)
    {
        // A character has four bytes at most: a cut one lacks up to three.
        for (var left = 0; left <= (cut ? Math.Min(3, bytes.Length) : 0); left++)
        {
            try
            {
                text = Strict.GetString(bytes[..^left]);
                return !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));
            }
            catch (DecoderFallbackException)
            {
                // One byte less, or no text.
            }
        }
        text = "";
        return false;
    }

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var lines = new StringBuilder();
        for (var start = 0; start < bytes.Length; start += 16)
        {
            lines.Append(Convert.ToHexStringLower(bytes.Slice(start, Math.Min(16, bytes.Length - start)))).Append('\n');
        }
        return lines.ToString();
    }

    public static string Bytes(long count)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)count, 0);
        while (value >= 1024 && unit < units.Length - 1)
        {
            (value, unit) = (value / 1024, unit + 1);
        }
        return unit == 0 ? $"{count} B" : FormattableString.Invariant($"{value:0.0} {units[unit]}");
    }
}
