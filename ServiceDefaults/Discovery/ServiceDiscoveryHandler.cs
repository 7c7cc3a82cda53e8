namespace Platform.ServiceDefaults.Discovery;

/// <summary>Sends a request for a service's name to one of its addresses; stands inside of the retries, so that each attempt takes the next one.</summary>
internal sealed class ServiceDiscoveryHandler(ServiceEndpoints endpoints) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var named = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        request.RequestUri = endpoints.Next(named);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = named;
        }
    }
}
