using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Polly;

namespace Platform.ServiceDefaults.Resilience;

/// <summary>Keeps the pipelines, and with them the state of the circuits, longer than the handlers that the client factory recycles.</summary>
internal sealed class ResilienceRegistry(IOptionsMonitor<ResilienceOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ClientPipelines> clients = new(StringComparer.Ordinal);

    public ClientPipelines Get(string client) =>
        clients.GetOrAdd(client, name => new ClientPipelines(() => ResiliencePipelines.Create(options.Get(name), time)));

    /// <summary>The pipelines of one client, one for each authority.</summary>
    public sealed class ClientPipelines(Func<ResiliencePipeline<HttpResponseMessage>> create)
    {
        private readonly ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>> authorities = new(
            StringComparer.OrdinalIgnoreCase
        );

        public ResiliencePipeline<HttpResponseMessage> For(Uri address) =>
            authorities.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => create());
    }
}
