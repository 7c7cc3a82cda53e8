using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>JSON written straight into the request, and again for each attempt; letters of all scripts stay letters.</summary>
internal sealed class JsonBody : HttpContent
{
    /// <summary>Nothing is put into a web page: Korean need not be escaped.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] bytes;

    public JsonBody(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        bytes = buffer.ToArray();
        Headers.ContentType = MediaTypeHeaderValue.Parse(MediaTypes.Json);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(bytes, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
