using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Services.Tests.Support;

namespace Services.Tests.Users;

public sealed class TokenTests(UsersService users, DatabaseServers servers) : IClassFixture<UsersService>
{
    [Fact]
    public async Task A_token_verifies_with_the_published_key_alone()
    {
        var token = (await users.LoginAsync("shopper1@example.com")).Text("access_token").Split('.');
        var (header, claims) = (Decode(token[0]), Decode(token[1]));
        ((string)header["alg"]!).ShouldBe("ES256");

        var key = (await KeysAsync(users.Service)).Single(one => (string)one["kid"]! == (string)header["kid"]!);
        using var ecdsa = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = Base64Url.DecodeFromChars((string)key["x"]!), Y = Base64Url.DecodeFromChars((string)key["y"]!) },
            }
        );
        var signature = Base64Url.DecodeFromChars(token[2]);
        ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), signature, HashAlgorithmName.SHA256).ShouldBeTrue();

        var discovery = (await users.Service.GetAsync("/.well-known/openid-configuration")).Body!;
        ((string)claims["iss"]!).ShouldBe((string)discovery["issuer"]!);
        ((string)claims["aud"]!).ShouldBe("platform");
        ((string)claims["email"]!).ShouldBe("shopper1@example.com");
        ((long)claims["exp"]! - (long)claims["iat"]!).ShouldBe(3600);
    }

    [Fact]
    public async Task Keys_show_no_private_part() =>
        (await KeysAsync(users.Service)).ShouldAllBe(key =>
            key.AsObject().Select(member => member.Key).Order().SequenceEqual(new[] { "alg", "crv", "kid", "kty", "use", "x", "y" })
        );

    [Fact]
    public async Task Without_a_token_or_with_a_forged_one_there_is_no_account()
    {
        var bare = await users.Service.GetAsync("/api/v1/users/me");
        bare.Status.ShouldBe(HttpStatusCode.Unauthorized);
        bare.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");

        var token = (await users.LoginAsync("shopper1@example.com")).Text("access_token").Split('.');
        var claims = Decode(token[1]);
        claims["sub"] = "00000000-0000-4000-8000-000000000002";
        var forged = $"{token[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{token[2]}";
        (await users.MeAsync(forged)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_rotation_keeps_old_tokens_valid_and_signs_with_a_key_that_was_published_before()
    {
        await using var service = await UsersService.StartAsync(servers);
        var before = (await UsersService.LoginAsync(service, "shopper1@example.com")).Text("access_token");
        var published = await KidsAsync(service);

        (await service.SendAsync(HttpMethod.Post, "/internal/keys/rotate")).Status.ShouldBe(HttpStatusCode.NoContent);

        var after = (await UsersService.LoginAsync(service, "shopper1@example.com")).Text("access_token");
        Kid(after).ShouldNotBe(Kid(before));
        published.ShouldContain(Kid(after));
        (await KidsAsync(service)).ShouldContain(Kid(before));
        (await UsersService.MeAsync(service, before)).Status.ShouldBe(HttpStatusCode.OK);
        (await UsersService.MeAsync(service, after)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_key_is_published_no_more()
    {
        await using var service = await UsersService.StartAsync(servers);
        var token = (await UsersService.LoginAsync(service, "shopper1@example.com")).Text("access_token");
        await service.SendAsync(HttpMethod.Post, "/internal/keys/rotate?revoke=true");
        (await KidsAsync(service)).ShouldNotContain(Kid(token));
        (await UsersService.MeAsync(service, token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_is_too_old_gives_way_by_itself()
    {
        await using var service = await UsersService.StartAsync(servers, "Tokens:RotateAfter=00:00:00.001");
        var first = Kid((await UsersService.LoginAsync(service, "shopper1@example.com")).Text("access_token"));
        var second = Kid((await UsersService.LoginAsync(service, "shopper1@example.com")).Text("access_token"));
        second.ShouldNotBe(first);
        (await KidsAsync(service)).ShouldContain(first);
    }

    private static string Kid(string token) => (string)Decode(token.Split('.')[0])["kid"]!;

    private static JsonNode Decode(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!;

    private static async Task<List<JsonNode>> KeysAsync(RunningService service) =>
        [.. (await service.GetAsync("/.well-known/jwks.json")).Body!["keys"]!.AsArray().OfType<JsonNode>()];

    private static async Task<List<string>> KidsAsync(RunningService service) =>
        [.. (await KeysAsync(service)).Select(key => (string)key["kid"]!)];
}
