using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Platform.Engines.Elasticsearch.Mapping;

/// <summary>Reads JSON as strictly as Elasticsearch does: valid UTF-8, no name twice in an object, no half of a surrogate pair, bounded depth.</summary>
internal static class JsonBody
{
    /// <summary>Of documents; Elasticsearch's bound.</summary>
    public const int DocumentDepth = 1000;

    /// <summary>Of requests, whose readers call themselves for what is nested.</summary>
    public const int RequestDepth = 250;

    /// <exception cref="ElasticsearchException">It is no JSON: <c>x_content_parse_exception</c> with its place.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, int maxDepth = RequestDepth)
    {
        if (!Utf8.IsValid(json.Span))
            throw Broken(json.Span, InvalidUtf8At(json.Span), "Invalid UTF-8");
        CheckSurrogates(json.Span);
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException refusal)
        {
            var (line, column) = ((int)(refusal.LineNumber ?? 0) + 1, (int)(refusal.BytePositionInLine ?? 0) + 1);
            var message = refusal.Message.AsSpan();
            // Where it was is said in front, once.
            if (message.IndexOf(" LineNumber:") is > 0 and var place)
                message = message[..place];
            throw new ElasticsearchException(400, "x_content_parse_exception", $"[{line}:{column}] {message}")
            {
                Position = (line, column),
            };
        }
    }

    /// <summary>From 1, of the element in the JSON that it was parsed from.</summary>
    public static (int Line, int Column) PositionOf(ReadOnlySpan<byte> json, JsonElement element)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element);
        return json.Overlaps(raw, out var offset) ? PositionOf(json, offset) : (1, 1);
    }

    private static (int Line, int Column) PositionOf(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..Math.Min(offset, json.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    // Numbers and names are read as text later, where half a pair would be no text.
    private static void CheckSurrogates(ReadOnlySpan<byte> json)
    {
        for (var from = 0; json[from..].IndexOf((byte)'\\') is >= 0 and var found; )
        {
            var at = from + found;
            from = at + 2;
            if (Escape(json, at) is not { } unit || !char.IsSurrogate((char)unit))
            {
                if (from > json.Length)
                    return;
                continue;
            }
            if (!char.IsHighSurrogate((char)unit) || Escape(json, at + 6) is not { } low || !char.IsLowSurrogate((char)low))
                throw Broken(json, at, "Unpaired surrogate escape");
            from = at + 12;
        }
    }

    private static int? Escape(ReadOnlySpan<byte> json, int at)
    {
        if (at + 6 > json.Length || json[at] != '\\' || json[at + 1] != 'u')
            return null;
        var unit = 0;
        foreach (var digit in json.Slice(at + 2, 4))
        {
            if (!char.IsAsciiHexDigit((char)digit))
                return null;
            unit = (unit << 4) | Convert.ToInt32(((char)digit).ToString(), 16);
        }
        return unit;
    }

    private static int InvalidUtf8At(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            at += consumed;
        return at;
    }

    private static ElasticsearchException Broken(ReadOnlySpan<byte> json, int offset, string what)
    {
        var (line, column) = PositionOf(json, offset);
        return new(400, "x_content_parse_exception", $"[{line}:{column}] {what}") { Position = (line, column) };
    }
}
