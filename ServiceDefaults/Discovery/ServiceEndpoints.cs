using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Platform.ServiceDefaults.Discovery;

/// <summary>
/// Knows where services are, from <c>services:{name}:{endpoint}:{n}</c> (what <c>WithReference</c> injects). Follows reloads of the configuration.
/// </summary>
/// <remarks>Stands for Microsoft.Extensions.ServiceDiscovery and its configuration provider.</remarks>
public sealed class ServiceEndpoints : IDisposable
{
    private readonly IConfiguration configuration;
    private readonly ConcurrentDictionary<string, Addresses> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly IDisposable reload;

    public ServiceEndpoints(IConfiguration configuration)
    {
        this.configuration = configuration;
        reload = ChangeToken.OnChange(configuration.GetReloadToken, known.Clear);
    }

    /// <summary>
    /// All addresses of <c>http://catalog</c>, <c>https+http://catalog</c> or <c>http://_admin.catalog</c>, in configured order; empty for a name
    /// that the configuration does not know.
    /// </summary>
    public IReadOnlyList<Uri> Resolve(Uri address) => Find(address).All;

    /// <summary>The next address in turn, with path and query of <paramref name="address"/>; itself if the configuration does not know it.</summary>
    public Uri Next(Uri address)
    {
        if (Find(address).Next() is not { } chosen)
            return ServiceName.WithPlainScheme(address);
        return new UriBuilder(address)
        {
            Scheme = chosen.Scheme,
            Host = chosen.Host,
            Port = chosen.Port,
        }.Uri;
    }

    public void Dispose() => reload.Dispose();

    private Addresses Find(Uri address) =>
        known.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => new Addresses([.. Read(ServiceName.Parse(address))]));

    private IEnumerable<Uri> Read(ServiceName name)
    {
        var service = configuration.GetSection($"services:{name.Service}");
        var endpoint = name.Endpoint ?? Array.Find(name.Schemes, scheme => service.GetSection(scheme).Exists()) ?? "default";
        foreach (var value in Values(service.GetSection(endpoint)))
        {
            var absolute = value.Contains("://", StringComparison.Ordinal) ? value : $"{name.Schemes[0]}://{value}";

            // A named endpoint may speak what it likes; else the schemes of the request decide. Who asks for http bears https: a deployment may have a
            // system behind TLS that a mock plays without. Never the other way round.
            if (
                Uri.TryCreate(absolute, UriKind.Absolute, out var uri)
                && (
                    name.Endpoint is not null
                    || uri.Scheme == Uri.UriSchemeHttps
                    || name.Schemes.Contains(uri.Scheme, StringComparer.OrdinalIgnoreCase)
                )
            )
                yield return uri;
        }
    }

    private static IEnumerable<string> Values(IConfigurationSection section) =>
        section.Value is { Length: > 0 } single ? [single] : section.GetChildren().Select(child => child.Value).OfType<string>();

    private sealed record Addresses(Uri[] All)
    {
        private int turn = -1;

        public Uri? Next() => All.Length == 0 ? null : All[(uint)Interlocked.Increment(ref turn) % (uint)All.Length];
    }
}
