using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Words between white space: numbers and keywords.</summary>
internal static class PdfWords
{
    private const int LongestKeyword = 127;

    // A number of more digits than a double holds is as good as this.
    private const double Largest = 1e15;

    // Made once: contents consist of little else.
    private static readonly Dictionary<int, PdfKeyword> Common = (
        "[ ] { } ) > << >> R obj q Q cm w J j M d ri i gs m l c v y h re S s f F f* B B* b b* n W W* BT ET Tc Tw Tz TL Tf Tr Ts Td TD Tm T* Tj TJ ' \" "
        + "CS cs SC SCN sc scn G g RG rg K k sh BI ID EI Do MP DP BMC BDC EMC BX EX"
    )
        .Split(' ')
        .ToDictionary(word => Pack(Encoding.ASCII.GetBytes(word)), word => new PdfKeyword(word));

    public static PdfKeyword Keyword(ReadOnlySpan<byte> word) =>
        word.Length <= 3 && Common.TryGetValue(Pack(word), out var common)
            ? common
            : new(Encoding.Latin1.GetString(word[..Math.Min(word.Length, LongestKeyword)]));

    /// <returns>Null if it is no number.</returns>
    public static double? Number(ReadOnlySpan<byte> word)
    {
        var (value, scale, negative, i) = (0.0, 0.0, false, 0);
        for (; i < word.Length && word[i] is (byte)'+' or (byte)'-'; i++)
        {
            negative |= word[i] == '-';
        }

        for (; i < word.Length; i++)
        {
            if (char.IsAsciiDigit((char)word[i]))
            {
                value = scale > 0 ? value + ((word[i] - '0') * scale) : (value * 10) + (word[i] - '0');
                scale /= 10;
            }
            else if (word[i] == '.' && scale is 0)
            {
                scale = 0.1;
            }
            else if (word[i] == '-' && i > 0)
            {
                // "12-34" is written by some and read as 12.
                break;
            }
            else
            {
                return null;
            }
        }

        return Math.Min(value, Largest) * (negative ? -1 : 1);
    }

    private static int Pack(ReadOnlySpan<byte> word)
    {
        var packed = 0;
        foreach (var one in word)
        {
            packed = (packed << 8) | one;
        }

        return packed;
    }
}
