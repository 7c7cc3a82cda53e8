using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Platform.Dashboard.Otlp;

/// <summary>OTLP over HTTP: protobuf or JSON, answered in what was sent. Pages of the graph may send as well.</summary>
internal sealed class OtlpHttp(ITelemetrySink sink, OtlpAccess access, Intake intake, GraphOrigins origins, ILogger<OtlpHttp> logger)
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    public async Task ServeAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Headers.Origin is [{ } origin] && !AllowPage(response, origin))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            await response.WriteAsync(
                $"Pages of {origin} may not send telemetry: no endpoint of the graph is there, and OtlpAllowedOrigins does not name it."
            );
            return;
        }
        if (HttpMethods.IsOptions(request.Method))
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        var isJson = false;
        try
        {
            var signal = SignalOf(request.Path);
            if (!HttpMethods.IsPost(request.Method))
            {
                response.Headers.Allow = "POST, OPTIONS";
                throw new OtlpRefusal(12, StatusCodes.Status405MethodNotAllowed, "Telemetry is sent with POST.");
            }
            isJson = IsJson(request);
            access.Check(request);
            var result = await AcceptAsync(context, signal, isJson);
            await WriteAsync(response, isJson, isJson ? OtlpAnswers.JsonResponse(signal, result) : OtlpAnswers.Response(result));
        }
        catch (OtlpRefusal refusal)
        {
            await RefuseAsync(response, isJson, refusal);
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(response, isJson, new OtlpRefusal(3, exception.StatusCode, exception.Message));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !response.HasStarted)
        {
            logger.LogError(exception, "An export over HTTP could not be taken in.");
            await RefuseAsync(response, isJson, new OtlpRefusal(13, 500, "The dashboard could not take it in: see its log."));
        }
    }

    private async ValueTask<IngestResult> AcceptAsync(HttpContext context, OtlpSignal signal, bool isJson)
    {
        var coding = context.Request.Headers.ContentEncoding.ToString();
        if (coding is not ("" or "identity" or "gzip"))
        {
            throw OtlpRefusal.Coding(coding);
        }
        var bytes = await RequestBody.ReadAsync(context, intake);
        if (coding == "gzip")
        {
            bytes = RequestBody.Inflate(bytes, intake);
        }
        if (isJson)
        {
            bytes = OtlpJson.ToProtobuf(signal, bytes, intake);
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
            "/v1/traces" => OtlpSignal.Traces,
            "/v1/logs" => OtlpSignal.Logs,
            "/v1/metrics" => OtlpSignal.Metrics,
            var other => throw OtlpRefusal.Unknown($"There is nothing at {other}; /v1/traces, /v1/logs and /v1/metrics are."),
        };

    private static bool IsJson(HttpRequest request)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        return type?.MediaType.Value?.ToLowerInvariant() switch
        {
            Protobuf => false,
            Json => true,
            _ => throw new OtlpRefusal(3, StatusCodes.Status415UnsupportedMediaType, $"Content-Type must be {Protobuf} or {Json}."),
        };
    }

    private bool AllowPage(HttpResponse response, string origin)
    {
        response.Headers.Vary = HeaderNames.Origin;
        if (!origins.Contains(origin))
        {
            return false;
        }
        response.Headers.AccessControlAllowOrigin = origin;
        response.Headers.AccessControlAllowMethods = "POST";
        response.Headers.AccessControlAllowHeaders =
            $"content-type, content-encoding, {OtlpAccess.Header}, traceparent, tracestate, baggage";
        response.Headers.AccessControlMaxAge = "600";
        return true;
    }

    private static Task RefuseAsync(HttpResponse response, bool isJson, OtlpRefusal refusal)
    {
        response.StatusCode = refusal.HttpStatus;
        if (refusal.MayRetry)
        {
            response.Headers.RetryAfter = OtlpAnswers.RetrySeconds.ToString(CultureInfo.InvariantCulture);
        }
        return WriteAsync(response, isJson, isJson ? OtlpAnswers.JsonStatus(refusal) : OtlpAnswers.Status(refusal));
    }

    private static Task WriteAsync(HttpResponse response, bool isJson, byte[] body)
    {
        response.ContentType = isJson ? Json : Protobuf;
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body).AsTask();
    }
}
