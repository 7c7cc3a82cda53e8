using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Discovery;
using Platform.ServiceDefaults.Resilience;

namespace Platform.ServiceDefaults.Http;

internal static class OutgoingExtensions
{
    /// <summary>Every client of <c>IHttpClientFactory</c> gets resilience outermost and service discovery innermost: each attempt picks an address.</summary>
    public static void AddOutgoingDefaults(this IServiceCollection services)
    {
        services.TryAddSingleton<ServiceEndpoints>();
        services.TryAddSingleton<ResilienceRegistry>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ResilienceOptions>, ConfigureResilience>());
        services.AddHttpClient();
        services.ConfigureAll<HttpClientFactoryOptions>(options =>
            options.HttpMessageHandlerBuilderActions.Add(builder =>
            {
                var pipelines = builder.Services.GetRequiredService<ResilienceRegistry>().Get(builder.Name ?? Options.DefaultName);
                builder.AdditionalHandlers.Insert(0, new ResilienceHandler(pipelines));
                builder.AdditionalHandlers.Add(new ServiceDiscoveryHandler(builder.Services.GetRequiredService<ServiceEndpoints>()));
            })
        );
    }
}
