using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults.Resilience;

/// <summary>Binds <c>Resilience:Default</c>, then the section of the client.</summary>
internal sealed class ConfigureResilience(IConfiguration configuration) : IConfigureNamedOptions<ResilienceOptions>
{
    public void Configure(string? name, ResilienceOptions options)
    {
        configuration.GetSection("Resilience:Default").Bind(options);
        if (!string.IsNullOrEmpty(name))
            configuration.GetSection($"Resilience:{name}").Bind(options);
    }

    public void Configure(ResilienceOptions options) => Configure(Options.DefaultName, options);
}
