using System.Buffers;
using System.Text;
using Platform.Extraction.Intake;

namespace Platform.Extraction.Text;

/// <summary>A text is its own text: it is checked, counted and handed on as UTF-8.</summary>
internal static class PlainText
{
    public const string ContentType = "text/plain; charset=utf-8";

    public static Extracted Extract(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var encoding = TextTypes.EncodingOf(content.Span);
        var body = content[(content.Span.StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0)..];
        var properties = new Dictionary<string, string> { ["encoding"] = encoding.WebName };
        var counts = new TextCounts();
        var utf8 = new ArrayBufferWriter<byte>();
        try
        {
            Decode(encoding, body, counts, utf8, cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(
                RefusalCodes.UnsupportedType,
                $"text/plain: begins as {encoding.WebName} and is not; other encodings do not say their name"
            );
        }

        counts.WriteTo(properties);
        return new([new("text.txt", ContentType, utf8.WrittenMemory)], properties);
    }

    private static void Decode(
        Encoding encoding,
        ReadOnlyMemory<byte> body,
        TextCounts counts,
        ArrayBufferWriter<byte> utf8,
        CancellationToken cancellationToken
    )
    {
        var decoder = encoding.GetDecoder();
        var characters = new char[32 << 10];
        for (var done = false; !done; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            decoder.Convert(body.Span, characters, flush: true, out var used, out var made, out done);
            body = body[used..];
            if (characters.AsSpan(0, made).Contains('\0'))
            {
                throw new RefusedException(
                    RefusalCodes.UnsupportedType,
                    "application/octet-stream: begins as text and holds NUL characters"
                );
            }

            counts.Add(characters.AsSpan(0, made));
            Encoding.UTF8.GetBytes(characters.AsSpan(0, made), utf8);
            if (utf8.WrittenCount > Limits.Characters)
            {
                throw RefusedException.TooLarge($"text/plain: more than {Limits.Characters} bytes as UTF-8");
            }
        }
    }
}
