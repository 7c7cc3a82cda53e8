using System.Text;
using System.Text.Unicode;

namespace Platform.Extraction.Intake;

/// <summary>Text says its encoding by a byte order mark or by being UTF-8 throughout; any other is guesswork, and refused.</summary>
internal static class TextTypes
{
    public static readonly FileType Plain = new("text/plain", FileReader.Text);

    private static readonly FileType Unnamed = new(
        "application/octet-stream",
        Why: "neither a known type nor text in UTF-8 or, with a byte order mark, in UTF-16"
    );

    public static FileType Detect(ReadOnlySpan<byte> head)
    {
        if (EncodingOf(head) is UnicodeEncoding)
        {
            return Plain;
        }

        // The head may end in the middle of a character.
        var whole = head;
        for (var cut = 0; cut < 4 && whole.Length > 0 && head.Length == FileTypes.Head && !Utf8.IsValid(whole); cut++)
        {
            whole = whole[..^1];
        }

        return Utf8.IsValid(whole) && !HasControls(whole) ? Plain : Unnamed;
    }

    /// <summary>UTF-16 if a byte order mark says so, else UTF-8; each throws at what it cannot decode.</summary>
    public static Encoding EncodingOf(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0xff, 0xfe, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xfe, 0xff, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };

    // Tab, line ends, form feed and escape (terminals' colours) are what text holds.
    private static bool HasControls(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one < 32 && one is not (9 or 10 or 11 or 12 or 13 or 27))
            {
                return true;
            }
        }

        return false;
    }
}
