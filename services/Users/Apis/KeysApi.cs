using Microsoft.AspNetCore.Http.HttpResults;
using Users.Keys;
using Users.Tokens;

namespace Users.Apis;

internal static class KeysApi
{
    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", Discover).ExcludeFromDescription();
        app.MapGet("/.well-known/jwks.json", ListAsync).ExcludeFromDescription();

        // For operators: the gateway routes nothing under /internal.
        app.MapPost("/internal/keys/rotate", RotateAsync).ExcludeFromDescription();
    }

    private static Ok<DiscoveryDocument> Discover(TokenOptions options) =>
        TypedResults.Ok(
            new DiscoveryDocument(
                options.Issuer,
                options.Issuer + "/.well-known/jwks.json",
                options.Issuer + "/api/v1/auth/login",
                ["ES256"],
                ["token"],
                ["public"]
            )
        );

    private static async Task<Ok<JsonWebKeySet>> ListAsync(KeyStore keys, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "public, max-age=60";
        return TypedResults.Ok(new JsonWebKeySet(await keys.ListAsync(cancellationToken)));
    }

    private static async Task<NoContent> RotateAsync(KeyStore keys, bool revoke = false, CancellationToken cancellationToken = default)
    {
        await keys.RotateAsync(revoke, cancellationToken);
        return TypedResults.NoContent();
    }
}
