using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Platform.Dashboard.Otlp;

/// <summary>
/// OTLP over gRPC: three unary methods on HTTP/2 without TLS. It stands for Grpc.AspNetCore, which is not on the feed; nothing but Export is served.
/// </summary>
internal sealed class OtlpGrpc(ITelemetrySink sink, OtlpAccess access, Intake intake, ILogger<OtlpGrpc> logger)
{
    private const string ContentType = "application/grpc";

    public async Task ServeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsPost(request.Method) || request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        response.ContentType = ContentType;
        response.Headers["grpc-accept-encoding"] = "identity,gzip";
        try
        {
            var signal = SignalOf(request.Path);
            access.Check(request);
            var result = await AcceptAsync(context, signal);
            WriteMessage(response, OtlpAnswers.Response(result));
            response.AppendTrailer("grpc-status", "0");
        }
        catch (OtlpRefusal refusal)
        {
            Refuse(response, refusal);
        }
        catch (BadHttpRequestException exception)
        {
            Refuse(response, OtlpRefusal.Malformed(exception.Message));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !response.HasStarted)
        {
            logger.LogError(exception, "An export over gRPC could not be taken in.");
            Refuse(response, new OtlpRefusal(13, 500, "The dashboard could not take it in: see its log."));
        }
    }

    private async ValueTask<IngestResult> AcceptAsync(HttpContext context, OtlpSignal signal)
    {
        var (bytes, compressed) = await RequestBody.ReadMessageAsync(context, intake);
        if (compressed)
        {
            var coding = context.Request.Headers["grpc-encoding"].ToString();
            if (coding != "gzip")
            {
                bytes.Dispose();
                throw coding is "" or "identity"
                    ? OtlpRefusal.Malformed("The message says that it is compressed; grpc-encoding does not say how.")
                    : OtlpRefusal.Coding(coding);
            }
            bytes = RequestBody.Inflate(bytes, intake);
        }
        using (bytes)
        {
            var result = sink.Accept(signal, bytes.Written);
            return result.Malformed ? throw OtlpRefusal.Malformed(result.Message ?? "It is no such request in protobuf.") : result;
        }
    }

    private static OtlpSignal SignalOf(PathString path) =>
        path.Value switch
        {
            "/opentelemetry.proto.collector.trace.v1.TraceService/Export" => OtlpSignal.Traces,
            "/opentelemetry.proto.collector.logs.v1.LogsService/Export" => OtlpSignal.Logs,
            "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export" => OtlpSignal.Metrics,
            var other => throw OtlpRefusal.Unknown(
                $"There is no method {other}; Export of TraceService, LogsService and MetricsService are."
            ),
        };

    private static void WriteMessage(HttpResponse response, ReadOnlySpan<byte> message)
    {
        var span = response.BodyWriter.GetSpan(5 + message.Length);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], message.Length);
        message.CopyTo(span[5..]);
        response.BodyWriter.Advance(5 + message.Length);
    }

    /// <summary>Headers alone: a status without a message is sent in one frame.</summary>
    private static void Refuse(HttpResponse response, OtlpRefusal refusal)
    {
        response.Headers["grpc-status"] = refusal.GrpcCode.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = PercentEncode(refusal.Message);
        if (refusal.MayRetry)
        {
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(OtlpAnswers.Status(refusal)).TrimEnd('=');
        }
    }

    private static string PercentEncode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            _ = value is >= 0x20 and <= 0x7e and not (byte)'%'
                ? encoded.Append((char)value)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return encoded.ToString();
    }
}
