using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Platform.ServiceDefaults.Elasticsearch;

/// <summary>Operations and documents, a line each, written as they are sent: the request never stands in memory as a whole.</summary>
internal sealed class BulkBody : HttpContent
{
    private const int FlushAt = 64 * 1024;
    private readonly IReadOnlyCollection<BulkOperation> operations;
    private readonly string? index;

    /// <param name="index">The index that the path names, and the lines need not.</param>
    public BulkBody(IReadOnlyCollection<BulkOperation> operations, string? index)
    {
        (this.operations, this.index) = (operations, index);
        Headers.ContentType = MediaTypeHeaderValue.Parse(MediaTypes.Lines);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(FlushAt);
        using var json = new Utf8JsonWriter(buffer, JsonBody.Options);
        foreach (var operation in operations)
        {
            WriteAction(json, operation);
            EndLine(json, buffer);
            if (operation.WriteDocument(json))
                EndLine(json, buffer);
            if (buffer.WrittenCount < FlushAt)
                continue;
            await stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
        await stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private void WriteAction(Utf8JsonWriter json, BulkOperation operation)
    {
        json.WriteStartObject();
        json.WriteStartObject(operation.Name);
        if (operation.Index != index)
            json.WriteString("_index", operation.Index);
        if (operation.Id is { } id)
            json.WriteString("_id", id);
        if (operation.Version is { } version)
        {
            json.WriteNumber("version", version);
            json.WriteString("version_type", operation.VersionType == VersionType.External ? "external" : "external_gte");
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void EndLine(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer)
    {
        json.Flush();
        json.Reset();
        buffer.Write("\n"u8);
    }
}
