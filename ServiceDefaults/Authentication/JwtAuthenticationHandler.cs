using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Platform.ServiceDefaults.Problems;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>
/// Checks bearer tokens (RFC 6750). A WebSocket handshake, which in a browser can carry no header, may have the token as <c>access_token</c>
/// in its query.
/// </summary>
internal sealed class JwtAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptions<JwtAuthenticationOptions> settings,
    JwksCache keys
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = JwtAuthenticationOptions.Scheme + " ";

    private static readonly string[] SingleClaims = ["sub", "name", "email"];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ReadToken() is not { } text)
            return AuthenticateResult.NoResult();
        if (!Es256Token.TryParse(text, out var token, out var error))
            return AuthenticateResult.Fail(error);
        if (token.KeyId is null)
            return AuthenticateResult.Fail("The token names no key.");
        try
        {
            var (issuer, key) = await keys.FindAsync(token.KeyId, Context.RequestAborted);
            if (key is null)
                return AuthenticateResult.Fail("The token is signed with an unknown key.");
            if (!token.IsSignedBy(key))
                return AuthenticateResult.Fail("The token's signature is wrong.");
            var rules = new TokenRules(settings.Value.Issuer ?? issuer, settings.Value.Audience, settings.Value.ClockSkew);
            return rules.Violation(token.Payload, TimeProvider.GetUtcNow()) is { } violation
                ? AuthenticateResult.Fail(violation)
                : AuthenticateResult.Success(new AuthenticationTicket(Principal(token.Payload), Scheme.Name));
        }
        catch (AuthorityUnavailableException unavailable)
        {
            return AuthenticateResult.Fail(unavailable);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        if (failure is AuthorityUnavailableException)
        {
            Response.Headers.RetryAfter = "1";
            await Problem
                .Of(
                    StatusCodes.Status503ServiceUnavailable,
                    "Tokens cannot be checked because the user service does not answer. Try again shortly."
                )
                .ExecuteAsync(Context);
            return;
        }
        Response.Headers.Append(
            HeaderNames.WWWAuthenticate,
            failure is null ? "Bearer" : $"Bearer error=\"invalid_token\", error_description=\"{failure.Message.Replace('"', '\'')}\""
        );
        await Problem.Of(StatusCodes.Status401Unauthorized, failure?.Message ?? "A bearer token is needed.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Of(StatusCodes.Status403Forbidden, "The token does not allow this.").ExecuteAsync(Context);

    private string? ReadToken()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return header[Prefix.Length..].Trim();
        return
            Request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
            && Request.Query["access_token"].ToString() is { Length: > 0 } query
            ? query
            : null;
    }

    private ClaimsPrincipal Principal(JsonElement payload)
    {
        var identity = new ClaimsIdentity(Scheme.Name, nameType: "name", roleType: "role");
        foreach (var name in SingleClaims)
        {
            if (payload.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String)
                identity.AddClaim(new Claim(name, value.GetString()!));
        }
        if (payload.TryGetProperty("role", out var roles))
        {
            foreach (var role in roles.ValueKind is JsonValueKind.Array ? roles.EnumerateArray().ToArray() : [roles])
                identity.AddClaim(new Claim("role", role.ToString()));
        }
        return new ClaimsPrincipal(identity);
    }
}
