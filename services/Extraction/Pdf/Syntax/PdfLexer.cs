using System.Text;

namespace Platform.Extraction.Pdf;

/// <summary>Words of PDF's syntax, from files, object streams, contents and code maps. What is malformed is read as other readers read it.</summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> bytes, int position = 0)
{
    private const int LongestName = 127;

    private byte[] _scratch = new byte[256];

    public int Position { get; set; } = position;

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <returns>A number, a string, a name or a keyword; null at the end.</returns>
    public PdfObject? Next()
    {
        var span = bytes.Span;
        SkipSpace(span);
        if (Position >= span.Length)
        {
            return null;
        }

        switch (span[Position])
        {
            case (byte)'/':
                return Name(span);
            case (byte)'(':
                return Literal(span);
            case (byte)'<' when Position + 1 >= span.Length || span[Position + 1] != '<':
                return Hexadecimal(span);
            case (byte)'<':
                return Keyword(span, 2);
            case (byte)'>' when Position + 1 < span.Length && span[Position + 1] == '>':
                return Keyword(span, 2);
            case (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)')':
                return Keyword(span, 1);
            default:
                return Word(span);
        }
    }

    public void SkipSpace() => SkipSpace(bytes.Span);

    private void SkipSpace(ReadOnlySpan<byte> span)
    {
        while (Position < span.Length)
        {
            var length =
                span[Position] == '%'
                    ? span[Position..].IndexOfAny((byte)'\r', (byte)'\n')
                    : span[Position..].IndexOfAnyExcept(PdfCharacters.Spaces);
            if (length is 0)
            {
                return;
            }

            Position = length < 0 ? span.Length : Position + length;
        }
    }

    private PdfKeyword Keyword(ReadOnlySpan<byte> span, int length)
    {
        var word = span.Slice(Position, length);
        Position += length;
        return PdfWords.Keyword(word);
    }

    private PdfObject Word(ReadOnlySpan<byte> span)
    {
        var end = span[Position..].IndexOfAny(PdfCharacters.Irregular);
        var length = end < 0 ? span.Length - Position : end;
        if (PdfWords.Number(span.Slice(Position, length)) is not { } number)
        {
            return Keyword(span, length);
        }

        Position += length;
        return PdfNumber.Of(number);
    }

    private PdfName Name(ReadOnlySpan<byte> span)
    {
        var length = 0;
        for (Position++; Position < span.Length && PdfCharacters.IsRegular(span[Position]); Position++)
        {
            var one = span[Position];
            if (
                one == '#'
                && Position + 2 < span.Length
                && PdfCharacters.Hex(span[Position + 1]) >= 0
                && PdfCharacters.Hex(span[Position + 2]) >= 0
            )
            {
                one = (byte)((PdfCharacters.Hex(span[Position + 1]) << 4) | PdfCharacters.Hex(span[Position + 2]));
                Position += 2;
            }

            if (length < LongestName)
            {
                _scratch[length++] = one;
            }
        }

        return new(Encoding.Latin1.GetString(_scratch, 0, length));
    }

    private PdfString Hexadecimal(ReadOnlySpan<byte> span)
    {
        var (length, half) = (0, -1);
        for (Position++; Position < span.Length && span[Position] != '>'; Position++)
        {
            var digit = PdfCharacters.Hex(span[Position]);
            if (digit < 0)
            {
                continue;
            }

            if (half < 0)
            {
                half = digit;
                continue;
            }

            Put(ref length, (byte)((half << 4) | digit));
            half = -1;
        }

        Position++;
        if (half >= 0)
        {
            Put(ref length, (byte)(half << 4));
        }

        return new(_scratch[..length]);
    }

    private PdfString Literal(ReadOnlySpan<byte> span)
    {
        var (length, open) = (0, 1);
        for (Position++; Position < span.Length; Position++)
        {
            var one = span[Position];
            switch (one)
            {
                case (byte)'\\':
                    Position++;
                    Escape(span, ref length);
                    continue;
                case (byte)'(':
                    open++;
                    break;
                case (byte)')':
                    open--;
                    break;
                case (byte)'\r':
                    // Any end of line in a string is a line feed.
                    one = (byte)'\n';
                    Position += Position + 1 < span.Length && span[Position + 1] == '\n' ? 1 : 0;
                    break;
            }

            if (open is 0)
            {
                Position++;
                break;
            }

            Put(ref length, one);
        }

        return new(_scratch[..length]);
    }

    private void Escape(ReadOnlySpan<byte> span, ref int length)
    {
        if (Position >= span.Length)
        {
            return;
        }

        var one = span[Position];
        switch (one)
        {
            case >= (byte)'0' and <= (byte)'7':
                var value = 0;
                var end = Math.Min(Position + 3, span.Length);
                for (; Position < end && span[Position] is >= (byte)'0' and <= (byte)'7'; Position++)
                {
                    value = (value << 3) | (span[Position] - '0');
                }

                Position--;
                Put(ref length, (byte)value);
                break;
            case (byte)'\n':
                break;
            case (byte)'\r':
                Position += Position + 1 < span.Length && span[Position + 1] == '\n' ? 1 : 0;
                break;
            default:
                var escaped = (char)one switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                };
                Put(ref length, (byte)escaped);
                break;
        }
    }

    private void Put(ref int length, byte one)
    {
        if (length == _scratch.Length)
        {
            if (length >= Limits.StringBytes)
            {
                throw RefusedException.TooLarge($"application/pdf: a string of more than {Limits.StringBytes} bytes");
            }

            Array.Resize(ref _scratch, length * 2);
        }

        _scratch[length++] = one;
    }
}
