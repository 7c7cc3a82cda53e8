using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults.Elasticsearch;
using Polly.CircuitBreaker;
using Polly.Timeout;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Problems;

/// <summary>A peer or database that is absent, slow or restarting is no error of this service: 503 or 504, so that the caller may try again.</summary>
internal sealed partial class PeerExceptionHandler(IProblemDetailsService problems, ILogger<PeerExceptionHandler> logger)
    : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        int? status = exception switch
        {
            TimeoutRejectedException => StatusCodes.Status504GatewayTimeout,
            BrokenCircuitException
            or HttpRequestException { HttpRequestError: not HttpRequestError.Unknown }
            // Killed in the middle of an answer; or it says of itself that it cannot.
            or HttpRequestException { InnerException: IOException }
            or HttpRequestException
            {
                StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            }
            or NpgsqlException { IsTransient: true }
            or ElasticsearchException { IsTransient: true }
            or RedisConnectionException => StatusCodes.Status503ServiceUnavailable,
            _ => null,
        };
        if (status is null)
            return ValueTask.FromResult(false);
        LogPeerFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status.Value;
        httpContext.Response.Headers.RetryAfter = "1";
        return problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = new()
                {
                    Status = status,
                    Detail = "A service that this one depends on does not answer. Try again shortly.",
                },
            }
        );
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed because a peer did not answer")]
    private partial void LogPeerFailed(Exception exception, string method, string path);
}
