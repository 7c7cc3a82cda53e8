using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Dashboard.Otlp;

/// <summary>The few messages that are answered with: Export…ServiceResponse and google.rpc.Status, in protobuf and JSON.</summary>
internal static class OtlpAnswers
{
    private const string RetryInfo = "type.googleapis.com/google.rpc.RetryInfo";

    /// <summary>Where an exporter that may retry should begin, in seconds.</summary>
    public const int RetrySeconds = 1;

    /// <summary>Empty where all was taken and there is nothing to say.</summary>
    public static byte[] Response(IngestResult result)
    {
        if (result is { Rejected: 0, Message: null })
        {
            return [];
        }
        var partial = new ArrayBufferWriter<byte>();
        if (result.Rejected != 0)
        {
            WriteVarintField(partial, 1, (ulong)result.Rejected);
        }
        if (result.Message is { } message)
        {
            WriteBytesField(partial, 2, Encoding.UTF8.GetBytes(message));
        }
        var response = new ArrayBufferWriter<byte>();
        WriteBytesField(response, 1, partial.WrittenSpan);
        return response.WrittenSpan.ToArray();
    }

    public static byte[] JsonResponse(OtlpSignal signal, IngestResult result) =>
        Json(json =>
        {
            if (result is { Rejected: 0, Message: null })
            {
                return;
            }
            json.WriteStartObject("partialSuccess");
            if (result.Rejected != 0)
            {
                var count = signal switch
                {
                    OtlpSignal.Traces => "rejectedSpans",
                    OtlpSignal.Logs => "rejectedLogRecords",
                    _ => "rejectedDataPoints",
                };
                json.WriteString(count, result.Rejected.ToString(CultureInfo.InvariantCulture));
            }
            if (result.Message is { } message)
            {
                json.WriteString("errorMessage", message);
            }
            json.WriteEndObject();
        });

    public static byte[] Status(OtlpRefusal refusal)
    {
        var status = new ArrayBufferWriter<byte>();
        WriteVarintField(status, 1, (ulong)refusal.GrpcCode);
        WriteBytesField(status, 2, Encoding.UTF8.GetBytes(refusal.Message));
        if (refusal.MayRetry)
        {
            // Any(RetryInfo(retry_delay: Duration(seconds)))
            var duration = new ArrayBufferWriter<byte>();
            WriteVarintField(duration, 1, RetrySeconds);
            var retry = new ArrayBufferWriter<byte>();
            WriteBytesField(retry, 1, duration.WrittenSpan);
            var any = new ArrayBufferWriter<byte>();
            WriteBytesField(any, 1, Encoding.UTF8.GetBytes(RetryInfo));
            WriteBytesField(any, 2, retry.WrittenSpan);
            WriteBytesField(status, 3, any.WrittenSpan);
        }
        return status.WrittenSpan.ToArray();
    }

    public static byte[] JsonStatus(OtlpRefusal refusal) =>
        Json(json =>
        {
            json.WriteNumber("code", refusal.GrpcCode);
            json.WriteString("message", refusal.Message);
            if (refusal.MayRetry)
            {
                json.WriteStartArray("details");
                json.WriteStartObject();
                json.WriteString("@type", RetryInfo);
                json.WriteString("retryDelay", $"{RetrySeconds}s");
                json.WriteEndObject();
                json.WriteEndArray();
            }
        });

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteVarintField(ArrayBufferWriter<byte> writer, int field, ulong value)
    {
        WriteVarint(writer, (ulong)field << 3);
        WriteVarint(writer, value);
    }

    private static void WriteBytesField(ArrayBufferWriter<byte> writer, int field, ReadOnlySpan<byte> bytes)
    {
        WriteVarint(writer, (ulong)field << 3 | 2);
        WriteVarint(writer, (ulong)bytes.Length);
        writer.Write(bytes);
    }

    private static void WriteVarint(ArrayBufferWriter<byte> writer, ulong value)
    {
        var span = writer.GetSpan(Varint.MaxLength);
        writer.Advance(Varint.Write(span, value));
    }
}
