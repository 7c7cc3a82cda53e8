using System.Text;

namespace Platform.Dashboard.Store;

/// <summary>
/// Text of rows by number: names, routes, peers, types of errors. 0 is "". It holds a hundred thousand texts and 16 MB of them, each of 1,024
/// bytes at most; what comes after that gets <see cref="Overflow"/>, so that names made of ids do not fill the memory. A span's own name is in its
/// bytes still: <see cref="SpanData.Name"/>.
/// </summary>
public sealed class TextTable
{
    /// <summary>What stands for all texts that came when the table was full.</summary>
    public const string Overflow = "(more names)";

    private const int LongestText = 1024;
    private readonly ByteTable table;
    private readonly Action<int, byte[]> added;
    private readonly int overflow;
    private volatile string[] texts = new string[256];

    public TextTable(int limit = 100_000, long byteLimit = 16 << 20)
    {
        table = new ByteTable(limit, byteLimit);
        texts[0] = "";
        added = Remember;
        overflow = Add(Encoding.UTF8.GetBytes(Overflow));
    }

    public string this[int id] => texts[id];

    public int Count => table.Count;

    /// <summary>Bytes of memory, about.</summary>
    public long Bytes => table.Bytes * 3;

    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return 0;
        }
        var id = table.Add(utf8.Length > LongestText ? Cut(utf8) : utf8, added);
        return id == 0 ? overflow : id;
    }

    /// <summary>False where the text stands for others, or was cut: the message has it in full.</summary>
    public static bool IsWhole(string text) => text.Length < LongestText / 4 && text != Overflow;

    /// <summary>0 where no row has it.</summary>
    public int Find(string text) => table.Find(Encoding.UTF8.GetBytes(text));

    private void Remember(int id, byte[] utf8)
    {
        if (id >= texts.Length)
        {
            var more = new string[texts.Length * 2];
            texts.CopyTo(more, 0);
            texts = more;
        }
        texts[id] = Encoding.UTF8.GetString(utf8);
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> utf8)
    {
        var length = LongestText;
        while (length > 0 && (utf8[length] & 0xC0) == 0x80)
        {
            length--;
        }
        return utf8[..length];
    }
}
