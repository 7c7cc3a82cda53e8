using System.Buffers;

namespace Platform.Extraction.Pdf;

/// <summary>The three classes of bytes: white space, delimiters, and regular ones.</summary>
internal static class PdfCharacters
{
    /// <summary>NUL is one of them.</summary>
    public static readonly SearchValues<byte> Spaces = SearchValues.Create("\0\t\n\f\r "u8);

    /// <summary>What ends a word: white space and delimiters.</summary>
    public static readonly SearchValues<byte> Irregular = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    public static bool IsSpace(byte one) => one is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsRegular(byte one) => !Irregular.Contains(one);

    /// <returns>-1 if it is no hexadecimal digit.</returns>
    public static int Hex(byte one) =>
        one switch
        {
            >= (byte)'0' and <= (byte)'9' => one - '0',
            >= (byte)'a' and <= (byte)'f' => one - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => one - 'A' + 10,
            _ => -1,
        };
}
