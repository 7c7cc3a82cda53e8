namespace Platform.Extraction.Pdf;

/// <summary>Objects that lie in streams. The streams last read are kept inflated.</summary>
internal sealed class ObjectStreams(PdfDocument document)
{
    private readonly Dictionary<int, Inflated> _inflated = [];
    private readonly Queue<int> _oldest = [];
    private long _held;

    public PdfObject Read(int stream, int number)
    {
        if (Open(stream) is not { } inflated || !inflated.Offsets.TryGetValue(number, out var offset))
        {
            return PdfObject.Null;
        }

        return document.Parser(new PdfLexer(inflated.Content, offset)).Read() switch
        {
            null or PdfKeyword or PdfStream => PdfObject.Null,
            var read => read,
        };
    }

    public IReadOnlyCollection<int> NumbersIn(int stream) => Open(stream)?.Offsets.Keys.ToList() ?? [];

    public void Forget()
    {
        _inflated.Clear();
        _oldest.Clear();
        _held = 0;
    }

    private Inflated? Open(int number)
    {
        if (_inflated.TryGetValue(number, out var open))
        {
            return open;
        }

        // One that lies in another would never end.
        if (
            !document.Xref.Entries.TryGetValue(number, out var entry)
            || entry.Stream is not 0
            || document.Load(number) is not PdfStream stream
        )
        {
            return null;
        }

        var content = document.Decode(stream);
        var first = document.NumberOf(stream.Dictionary, "First") ?? 0;
        var count = document.NumberOf(stream.Dictionary, "N") ?? 0;
        var offsets = new Dictionary<int, int>();
        var lexer = new PdfLexer(content);
        for (var i = 0; i < count; i++)
        {
            if (lexer.Next() is not PdfNumber { IsIndex: true } inside || lexer.Next() is not PdfNumber { IsIndex: true } offset)
            {
                break;
            }

            document.Budget.Item();
            if (first >= 0 && first + offset.Value < content.Length)
            {
                offsets[(int)inside.Value] = (int)(first + offset.Value);
            }
        }

        return Keep(number, new(content, offsets));
    }

    private Inflated Keep(int number, Inflated inflated)
    {
        _inflated[number] = inflated;
        _oldest.Enqueue(number);
        _held += inflated.Content.Length;
        while (_held > Limits.InflatedObjects && _oldest.TryDequeue(out var oldest) && _inflated.Remove(oldest, out var gone))
        {
            _held -= gone.Content.Length;
        }

        return inflated;
    }

    private sealed record Inflated(ReadOnlyMemory<byte> Content, Dictionary<int, int> Offsets);
}
