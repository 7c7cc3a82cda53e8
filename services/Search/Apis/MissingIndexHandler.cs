using Microsoft.AspNetCore.Diagnostics;
using Platform.ServiceDefaults.Elasticsearch;
using Search.Index;

namespace Search.Apis;

/// <summary>An index that is not there, or not there any more, is made: 503 until then.</summary>
internal sealed class MissingIndexHandler(IndexKeeper keeper, IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not ElasticsearchException error || !Missing.Is(error))
            return ValueTask.FromResult(false);
        keeper.Doubt();
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = "1";
        return problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = new()
                {
                    Status = StatusCodes.Status503ServiceUnavailable,
                    Detail = "There is no index of products; it is being made. Try again shortly.",
                },
            }
        );
    }
}
