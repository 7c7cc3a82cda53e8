using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Strings meant for people, as in a document's title: UTF-16 or UTF-8 by a byte order mark, else PDF's own encoding.</summary>
internal static class TextStrings
{
    private const int Longest = 1000;

    // 0x18 to 0x1f, and 0x80 to 0xa0, where PDFDocEncoding is not Latin-1.
    private const string Low = "˘ˇˆ˙˝˛˚˜";
    private const string High = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€";

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = bytes switch
        {
            [0xfe, 0xff, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
            [0xff, 0xfe, .. var rest] => Encoding.Unicode.GetString(rest),
            [0xef, 0xbb, 0xbf, .. var rest] => Encoding.UTF8.GetString(rest),
            _ => Documents(bytes),
        };
        var printable = new string([.. text.Where(one => !char.IsControl(one))]).Trim();
        return printable.Length > Longest ? printable[..Longest] : printable;
    }

    private static string Documents(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            text.Append(
                one switch
                {
                    >= 0x18 and <= 0x1f => Low[one - 0x18],
                    >= 0x80 and <= 0xa0 => High[one - 0x80],
                    _ => (char)one,
                }
            );
        }

        return text.ToString();
    }
}
