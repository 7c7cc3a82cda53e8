using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.ServiceDefaults.Authentication;

namespace Microsoft.Extensions.Hosting;

/// <summary>Stands for Microsoft.AspNetCore.Authentication.JwtBearer, whose Microsoft.IdentityModel packages the feed lacks.</summary>
public static class JwtAuthenticationExtensions
{
    /// <summary>
    /// Adds the scheme <c>Bearer</c> (ES256, keys from the authority's JWKS) and authorization. Claims are <c>sub</c>, <c>name</c>, <c>email</c> and
    /// <c>role</c>. The application calls <c>UseAuthentication</c> and <c>UseAuthorization</c> as usual. While the authority is away and its keys are
    /// not known, a request with a token gets 503, not 401.
    /// </summary>
    public static void AddJwtAuthentication(this IHostApplicationBuilder builder, Action<JwtAuthenticationOptions>? configure = null)
    {
        builder.Services.TryAddSingleton<JwksCache>();
        builder.Services.AddHttpClient(JwksCache.ClientName, client => client.Timeout = TimeSpan.FromSeconds(5));
        builder
            .Services.AddAuthentication(JwtAuthenticationOptions.Scheme)
            .AddScheme<AuthenticationSchemeOptions, JwtAuthenticationHandler>(JwtAuthenticationOptions.Scheme, _ => { });
        builder.Services.Configure<JwtAuthenticationOptions>(options =>
        {
            builder.Configuration.GetSection("Authentication:Jwt").Bind(options);
            configure?.Invoke(options);
        });
        builder.Services.AddAuthorization();
    }
}
