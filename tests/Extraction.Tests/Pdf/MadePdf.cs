using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Extraction.Tests.Pdf;

/// <summary>Writes PDFs object by object, with any of the cross-references that there are.</summary>
internal sealed class MadePdf
{
    public const string Helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

    private readonly SortedDictionary<int, byte[]> _objects = [];

    public int Catalog { get; set; }

    public int Information { get; set; }

    /// <summary>More for the trailer.</summary>
    public string Trailer { get; set; } = "";

    public IReadOnlyDictionary<int, byte[]> Objects => _objects;

    public static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    public static byte[] Deflate(byte[] data)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return compressed.ToArray();
    }

    /// <summary>One page with the font /F in Helvetica.</summary>
    public static MadePdf Page(string content, string? font = null, string resources = "") =>
        Of(pdf =>
        {
            var stream = pdf.Stream("", Latin1(content));
            return [$"/Contents {stream} 0 R /Resources << /Font << /F {font ?? Helvetica} >> {resources} >>"];
        });

    /// <param name="pages">Adds what the pages need and gives what stands in their dictionaries.</param>
    public static MadePdf Of(Func<MadePdf, string[]> pages)
    {
        var pdf = new MadePdf();
        var tree = pdf.Reserve();
        var kids = pages(pdf).Select(page => pdf.Add($"<< /Type /Page /Parent {tree} 0 R {page} >>")).ToList();
        pdf.Set(tree, $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}] >>");
        pdf.Catalog = pdf.Add($"<< /Type /Catalog /Pages {tree} 0 R >>");
        return pdf;
    }

    public int Reserve()
    {
        var number = _objects.Count + 1;
        _objects[number] = [];
        return number;
    }

    public void Set(int number, string body) => _objects[number] = Latin1(body);

    public int Add(string body)
    {
        var number = Reserve();
        Set(number, body);
        return number;
    }

    public int Stream(string entries, byte[] data)
    {
        var number = Reserve();
        _objects[number] = StreamBody(entries, data);
        return number;
    }

    public static byte[] StreamBody(string entries, byte[] data) =>
        [.. Latin1($"<< {entries} /Length {data.Length} >>\nstream\n"), .. data, .. "\nendstream"u8];

    /// <summary>With a table.</summary>
    public byte[] Save() => Save(new MemoryStream(), _objects.Keys, 0, -1, "");

    /// <summary>A later version of the file appended, with these objects anew.</summary>
    public byte[] Update(byte[] original, params (int Number, string Body)[] changed)
    {
        foreach (var (number, body) in changed)
        {
            Set(number, body);
        }

        var file = new MemoryStream();
        file.Write(original);
        var previous = Latin1Text(original);
        var start = previous.LastIndexOf("startxref", StringComparison.Ordinal) + "startxref".Length;
        var offset = long.Parse(previous[start..].Replace("%%EOF", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
        return Save(file, changed.Select(change => change.Number), 0, offset, "");
    }

    /// <summary>With a cross-reference stream, and all but streams in an object stream.</summary>
    public byte[] SaveStreamed(bool predictor = false)
    {
        var file = new MemoryStream();
        var rows = WriteInStreams(file, out var size);
        var own = file.Length;
        rows[size] = (1, own, 0);
        file.Write(Latin1($"{size} 0 obj\n"));
        file.Write(CrossReferenceStream(rows, predictor, $"/Size {size + 1} {Roots()}"));
        file.Write(Latin1($"\nendobj\nstartxref\n{own}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>With a table that calls free what lies in an object stream, and a stream that knows it.</summary>
    public byte[] SaveHybrid()
    {
        var file = new MemoryStream();
        var rows = WriteInStreams(file, out var size);
        var hidden = rows.Where(row => row.Value.Type is 2).ToDictionary();
        var stream = file.Length;
        file.Write(Latin1($"{size} 0 obj\n"));
        file.Write(CrossReferenceStream(hidden, predictor: false, $"/Size {size + 1}"));
        file.Write("\nendobj\n"u8);
        var own = file.Length;
        file.Write(Latin1($"xref\n0 {size}\n0000000000 65535 f \n"));
        for (var number = 1; number < size; number++)
        {
            file.Write(Latin1(rows[number].Type is 1 ? $"{rows[number].Field:d10} 00000 n \n" : "0000000000 00000 f \n"));
        }

        file.Write(Latin1($"trailer\n<< /Size {size} {Roots()} /XRefStm {stream} >>\nstartxref\n{own}\n%%EOF\n"));
        return file.ToArray();
    }

    private byte[] Save(MemoryStream file, IEnumerable<int> numbers, int first, long previous, string trailer)
    {
        if (file.Length is 0)
        {
            file.Write(Latin1("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"));
        }

        file.Position = file.Length;
        var offsets = new SortedDictionary<int, long>();
        foreach (var number in numbers)
        {
            offsets[number] = file.Length;
            file.Write(Latin1($"{number} 0 obj\n"));
            file.Write(_objects[number]);
            file.Write("\nendobj\n"u8);
        }

        var start = file.Length;
        file.Write(Latin1("xref\n0 1\n0000000000 65535 f \n"));
        foreach (var (number, offset) in offsets)
        {
            file.Write(Latin1($"{number} 1\n{offset:d10} 00000 n \n"));
        }

        var chain = previous < 0 ? "" : $"/Prev {previous}";
        file.Write(Latin1($"trailer\n<< /Size {_objects.Count + 1} {Roots()} {chain} {trailer} >>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    private Dictionary<int, (int Type, long Field, int Index)> WriteInStreams(MemoryStream file, out int size)
    {
        file.Write("%PDF-1.7\n"u8);
        var rows = new Dictionary<int, (int Type, long Field, int Index)> { [0] = (0, 0, 65_535) };
        var container = _objects.Count + 1;
        size = container + 1;
        var (heads, bodies, index) = (new StringBuilder(), new MemoryStream(), 0);
        foreach (var (number, body) in _objects)
        {
            if (Latin1Text(body).Contains("stream", StringComparison.Ordinal))
            {
                rows[number] = (1, file.Length, 0);
                file.Write(Latin1($"{number} 0 obj\n"));
                file.Write(body);
                file.Write("\nendobj\n"u8);
            }
            else
            {
                rows[number] = (2, container, index++);
                heads.Append(CultureInfo.InvariantCulture, $"{number} {bodies.Length} ");
                bodies.Write(body);
                bodies.Write(" "u8);
            }
        }

        rows[container] = (1, file.Length, 0);
        var content = Deflate([.. Latin1(heads.ToString()), .. bodies.ToArray()]);
        file.Write(Latin1($"{container} 0 obj\n"));
        file.Write(StreamBody($"/Type /ObjStm /N {index} /First {heads.Length} /Filter /FlateDecode", content));
        file.Write("\nendobj\n"u8);
        return rows;
    }

    private static byte[] CrossReferenceStream(Dictionary<int, (int Type, long Field, int Index)> rows, bool predictor, string entries)
    {
        var data = new MemoryStream();
        var above = new byte[6];
        foreach (var (_, row) in rows.OrderBy(row => row.Key))
        {
            byte[] bytes =
            [
                (byte)row.Type,
                (byte)(row.Field >> 16),
                (byte)(row.Field >> 8),
                (byte)row.Field,
                (byte)(row.Index >> 8),
                (byte)row.Index,
            ];
            data.Write(predictor ? [2, .. bytes.Select((one, i) => (byte)(one - above[i]))] : bytes);
            above = bytes;
        }

        var index = string.Join(' ', rows.Keys.Order().Select(number => $"{number} 1"));
        var parameters = predictor ? "/DecodeParms << /Predictor 12 /Columns 6 >>" : "";
        return StreamBody($"/Type /XRef /W [1 3 2] /Index [{index}] /Filter /FlateDecode {parameters} {entries}", Deflate(data.ToArray()));
    }

    private string Roots() => $"/Root {Catalog} 0 R {(Information is 0 ? "" : $"/Info {Information} 0 R")} {Trailer}";

    private static string Latin1Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
