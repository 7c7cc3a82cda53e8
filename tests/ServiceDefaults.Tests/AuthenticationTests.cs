using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests;

public sealed class AuthenticationTests : IAsyncLifetime
{
    private TokenAuthority authority = null!;
    private LocalApp service = null!;

    public async ValueTask InitializeAsync()
    {
        authority = await TokenAuthority.StartAsync();
        service = await LocalApp.StartAsync(
            builder => builder.AddJwtAuthentication(),
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet(
                        "/me",
                        (ClaimsPrincipal user) => $"{user.FindFirst("sub")?.Value} {user.Identity?.Name} {user.IsInRole("seller")}"
                    )
                    .RequireAuthorization();
                app.MapGet("/admin", () => "admin").RequireAuthorization(policy => policy.RequireRole("admin"));
                app.MapGet("/open", () => "open");
            },
            ("services:users:http:0", authority.App.Address),
            ("Authentication:Jwt:RefreshInterval", "00:00:00"),
            ("Resilience:jwks:RetryDelay", "00:00:00.001")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await authority.DisposeAsync();
    }

    [Fact]
    public async Task A_valid_token_says_who_it_is_and_keys_are_fetched_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync("/me", authority.Issue())));

        foreach (var answer in answers)
            (await answer.Content.ReadAsStringAsync()).ShouldBe("42 Kim True");
        authority.KeyRequests.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_token_the_challenge_is_plain()
    {
        var answer = await service.Client.GetAsync("/me");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("exp", -60, "expired")]
    [InlineData("nbf", 60, "not valid yet")]
    public async Task Times_count_beyond_the_skew(string claim, int seconds, string reason) =>
        await ShouldBeRefusedAsync(
            authority.Issue(change: claims => claims[claim] = DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds()),
            reason
        );

    [Fact]
    public async Task A_clock_that_is_20_seconds_off_does_no_harm()
    {
        var token = authority.Issue(change: claims => claims["exp"] = DateTimeOffset.UtcNow.AddSeconds(-20).ToUnixTimeSeconds());

        (await GetAsync("/me", token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("iss", "http://evil", "somebody else")]
    [InlineData("aud", "another", "another audience")]
    public async Task Issuer_and_audience_count(string claim, string value, string reason) =>
        await ShouldBeRefusedAsync(authority.Issue(change: claims => claims[claim] = value), reason);

    [Fact]
    public async Task A_token_without_expiry_is_refused() =>
        await ShouldBeRefusedAsync(authority.Issue(change: claims => claims.Remove("exp")), "no expiry");

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("es256")]
    public async Task Another_algorithm_is_refused(string algorithm)
    {
        var parts = authority.Issue().Split('.');
        var header = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"first"}"""));

        await ShouldBeRefusedAsync($"{header}.{parts[1]}.{parts[2]}", "not ES256");
        await ShouldBeRefusedAsync($"{header}.{parts[1]}.", "not ES256");
    }

    [Fact]
    public async Task A_forged_signature_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await ShouldBeRefusedAsync(authority.Issue(key: stranger), "signature is wrong");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("W10.W10.AA")]
    public async Task Rubbish_is_refused(string token) => (await GetAsync("/me", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Keys_rotate()
    {
        (await GetAsync("/me", authority.Issue())).StatusCode.ShouldBe(HttpStatusCode.OK);

        authority.AddKey("second");

        (await GetAsync("/me", authority.Issue("second"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/me", authority.Issue("first"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unknown_key_is_refused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        await ShouldBeRefusedAsync(authority.Issue("unknown", key: stranger), "unknown key");
    }

    [Fact]
    public async Task While_the_authority_is_away_unknown_keys_get_503_and_known_ones_still_pass()
    {
        (await GetAsync("/me", authority.Issue())).StatusCode.ShouldBe(HttpStatusCode.OK);
        authority.AddKey("second");
        authority.Down = true;

        var answer = await GetAsync("/me", authority.Issue("second"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Tokens cannot be checked");
        (await GetAsync("/me", authority.Issue())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Client.GetStringAsync("/open")).ShouldBe("open");
    }

    [Fact]
    public async Task A_role_that_is_missing_is_403() =>
        (await GetAsync("/admin", authority.Issue())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    private async Task ShouldBeRefusedAsync(string token, string reason)
    {
        var answer = await GetAsync("/me", token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer error=\"invalid_token\"");
        answer.Headers.WwwAuthenticate.ToString().ShouldContain(reason);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return service.Client.SendAsync(request);
    }
}
