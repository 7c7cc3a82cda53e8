using Polly;

namespace Platform.ServiceDefaults.Resilience;

/// <summary>Runs each request through the pipeline of its client and authority.</summary>
internal sealed class ResilienceHandler(ResilienceRegistry.ClientPipelines pipelines) : DelegatingHandler
{
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
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);
}
