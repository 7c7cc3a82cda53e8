using System.Security.Claims;

namespace Platform.Services;

internal static class Shopper
{
    /// <summary>The subject of the token.</summary>
    public static string Id(this ClaimsPrincipal user) =>
        user.FindFirst("sub")?.Value ?? throw new InvalidOperationException("The token has no subject, though it was accepted.");
}
