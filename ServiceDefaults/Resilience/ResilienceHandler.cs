using System.Diagnostics;
using Polly;
using Polly.CircuitBreaker;

namespace Platform.ServiceDefaults.Resilience;

/// <summary>Runs each request through the pipeline of its client and authority.</summary>
internal sealed class ResilienceHandler(ResilienceRegistry.ClientPipelines pipelines) : DelegatingHandler
{
    // "Platform.*" is what AddTelemetry listens to.
    private static readonly ActivitySource Source = new("Platform.ServiceDefaults.Resilience");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ResiliencePipelines.Request, request);
        try
        {
            return await pipelines
                .For(address)
                .ExecuteAsync(
                    static async (context, state) => await state.Handler.SendOnceAsync(state.Request, context.CancellationToken),
                    context,
                    (Handler: this, Request: request)
                );
        }
        catch (BrokenCircuitException open)
        {
            RecordRefusal(request, address, open);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A call that the open circuit kept back sends nothing, so no span would tell of it: whoever looks for the fault finds this one.</summary>
    private static void RecordRefusal(HttpRequestMessage request, Uri address, BrokenCircuitException open)
    {
        using var span = Source.StartActivity(request.Method.Method, ActivityKind.Client);
        span?.SetTag("http.request.method", request.Method.Method)
            .SetTag("server.address", address.Host)
            .SetTag("url.full", address.GetLeftPart(UriPartial.Path))
            .SetTag("error.type", open.GetType().FullName)
            .SetStatus(ActivityStatusCode.Error, open.Message);
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);
}
