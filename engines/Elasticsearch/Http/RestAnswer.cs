using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Engines.Elasticsearch.Http;

/// <summary>What a request is answered with.</summary>
/// <param name="Json">The body; null where it is <paramref name="Text"/>, or there is none.</param>
internal sealed record RestAnswer(int Status, Action<Utf8JsonWriter>? Json, string? Text = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static RestAnswer Acknowledged { get; } =
        new(
            200,
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("acknowledged", true);
                writer.WriteEndObject();
            }
        );

    /// <summary>Of a request with HEAD.</summary>
    public static RestAnswer Exists(bool there) => new(there ? 200 : 404, null);

    /// <summary>An object whose members <paramref name="write"/> writes.</summary>
    public static RestAnswer Object(int status, Action<Utf8JsonWriter> write) =>
        new(
            status,
            writer =>
            {
                writer.WriteStartObject();
                write(writer);
                writer.WriteEndObject();
            }
        );

    /// <summary>JSON that is written now, because what it is written from may refuse.</summary>
    public static RestAnswer Written(Func<Utf8JsonWriter, int> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        int status;
        using (var writer = new Utf8JsonWriter(buffer, Options(indented: false)))
            status = write(writer);
        return new(status, writer => writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true))
        {
            Compact = buffer.WrittenMemory,
        };
    }

    /// <summary>The JSON where it is written already.</summary>
    public ReadOnlyMemory<byte>? Compact { get; init; }

    public ReadOnlyMemory<byte> ToJson()
    {
        if (Compact is { } written)
            return written;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options(indented: false)))
            Json!(writer);
        return buffer.WrittenMemory;
    }

    // Sources go out as they came in, which were checked then.
    public static JsonWriterOptions Options(bool indented) =>
        new()
        {
            Indented = indented,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = 1100,
        };
}
