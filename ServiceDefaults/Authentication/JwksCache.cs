using System.Collections.Frozen;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>
/// The authority's keys by id. Fetched when first needed, again when a token names an unknown key (at most once in
/// <see cref="JwtAuthenticationOptions.RefreshInterval"/>) and when older than <see cref="JwtAuthenticationOptions.MaxAge"/>.
/// </summary>
internal sealed class JwksCache(IHttpClientFactory clients, IOptions<JwtAuthenticationOptions> options, TimeProvider time) : IDisposable
{
    public const string ClientName = "jwks";

    private readonly SemaphoreSlim refreshing = new(1);
    private Snapshot? current;
    private DateTimeOffset lastAttempt = DateTimeOffset.MinValue;

    /// <summary>The issuer and the key, null if the authority has no such key.</summary>
    /// <exception cref="AuthorityUnavailableException">The authority does not answer and the key is not known from before.</exception>
    public async ValueTask<(string Issuer, ECDsa? Key)> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (Find(settings, keyId) is { } known)
            return known;

        await refreshing.WaitAsync(cancellationToken);
        try
        {
            // Another request may have fetched the key while this one waited.
            if (Find(settings, keyId) is { } arrived)
                return arrived;
            var now = time.GetUtcNow();
            if (current is { } recent && now - lastAttempt < settings.RefreshInterval)
                return (recent.Issuer, recent.Keys.GetValueOrDefault(keyId));
            lastAttempt = now;
            current = await FetchAsync(settings, cancellationToken);
            return (current.Issuer, current.Keys.GetValueOrDefault(keyId));
        }
        catch (Exception error) when (IsAbsence(error) && !cancellationToken.IsCancellationRequested)
        {
            // Keys that are only old still serve while the authority is away.
            if (current is { } old && old.Keys.TryGetValue(keyId, out var key))
                return (old.Issuer, key);
            throw new AuthorityUnavailableException(settings.Authority, error);
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    private (string Issuer, ECDsa? Key)? Find(JwtAuthenticationOptions settings, string keyId) =>
        current is { } keys && keys.Keys.TryGetValue(keyId, out var key) && time.GetUtcNow() - keys.FetchedAt < settings.MaxAge
            ? (keys.Issuer, key)
            : null;

    private async Task<Snapshot> FetchAsync(JwtAuthenticationOptions settings, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        var discovery = new Uri(settings.Authority, "/.well-known/openid-configuration");
        var configuration =
            await client.GetFromJsonAsync(discovery, JwksJsonContext.Default.OpenIdConfiguration, cancellationToken)
            ?? throw new JsonException("The discovery document is empty.");

        // The path only: an authority behind a gateway names its public address, which need not be reachable from here.
        var keysAddress = new Uri(settings.Authority, new Uri(settings.Authority, configuration.JwksUri).PathAndQuery);
        var set =
            await client.GetFromJsonAsync(keysAddress, JwksJsonContext.Default.JsonWebKeySet, cancellationToken)
            ?? throw new JsonException("The key set is empty.");

        var keys = new Dictionary<string, ECDsa>(StringComparer.Ordinal);
        foreach (var key in set.Keys)
        {
            if (key.Kid is not null && key.ToEcdsa() is { } usable)
                keys[key.Kid] = usable;
        }
        return new Snapshot(configuration.Issuer, keys.ToFrozenDictionary(StringComparer.Ordinal), time.GetUtcNow());
    }

    private static bool IsAbsence(Exception error) =>
        error is HttpRequestException or JsonException or OperationCanceledException or Polly.ExecutionRejectedException;

    private sealed record Snapshot(string Issuer, FrozenDictionary<string, ECDsa> Keys, DateTimeOffset FetchedAt);
}
