using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Authentication;

namespace ServiceDefaults.Tests.Support;

/// <summary>Issues tokens and publishes its keys as the user service does.</summary>
internal sealed class TokenAuthority : IAsyncDisposable
{
    public const string Issuer = "http://users";

    private readonly Dictionary<string, ECDsa> keys = [];
    private int keyRequests;

    public LocalApp App { get; private set; } = null!;

    public int KeyRequests => keyRequests;

    public bool Down { get; set; }

    public static async Task<TokenAuthority> StartAsync()
    {
        var authority = new TokenAuthority();
        authority.AddKey("first");
        authority.App = await LocalApp.StartAsync(map: app =>
        {
            app.MapGet(
                "/.well-known/openid-configuration",
                () =>
                    authority.Down
                        ? Results.StatusCode(500)
                        : Results.Json(new { issuer = Issuer, jwks_uri = "http://elsewhere.invalid/.well-known/jwks.json" })
            );
            app.MapGet(
                "/.well-known/jwks.json",
                () =>
                {
                    Interlocked.Increment(ref authority.keyRequests);
                    return Results.Json(new JsonWebKeySet([.. authority.keys.Select(key => JsonWebKey.From(key.Value, key.Key))]));
                }
            );
        });
        return authority;
    }

    public void AddKey(string id) => keys[id] = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void RemoveKey(string id) => keys.Remove(id);

    public string Issue(string keyId = "first", Action<Dictionary<string, object>>? change = null, ECDsa? key = null)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = "platform",
            ["sub"] = "42",
            ["name"] = "Kim",
            ["email"] = "kim@example.test",
            ["role"] = new[] { "shopper", "seller" },
            ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
        };
        change?.Invoke(claims);
        return Es256Token.Sign(JsonSerializer.SerializeToUtf8Bytes(claims), key ?? keys[keyId], keyId);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        foreach (var key in keys.Values)
            key.Dispose();
    }
}
