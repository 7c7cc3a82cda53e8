using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Platform.ServiceDefaults.Authentication;

namespace Services.Tests.Support;

/// <summary>Signs tokens for whatever shopper a test needs, and publishes its key as Users does.</summary>
public sealed class Authority : IAsyncDisposable
{
    private const string KeyId = "test";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly WebApplication app;

    private Authority() =>
        app = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();

    public string Url => app.Urls.First();

    public static async Task<Authority> StartAsync()
    {
        var authority = new Authority();
        authority.app.MapGet("/.well-known/openid-configuration", () => new OpenIdConfiguration(authority.Url, "/jwks"));
        authority.app.MapGet("/jwks", () => new JsonWebKeySet([JsonWebKey.From(authority.key, KeyId)]));
        await authority.app.StartAsync();
        return authority;
    }

    public string Token(string subject)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Url,
            ["aud"] = "platform",
            ["sub"] = subject,
            ["name"] = subject,
            ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["nbf"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(),
        };
        return Es256Token.Sign(JsonSerializer.SerializeToUtf8Bytes(claims), key, KeyId);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }
}
