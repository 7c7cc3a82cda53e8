using Microsoft.AspNetCore.Authentication;

namespace Platform.ServiceDefaults.Authentication;

/// <summary>Bound from <c>Authentication:Jwt</c>.</summary>
public sealed class JwtAuthenticationOptions : AuthenticationSchemeOptions
{
    /// <summary>Where <c>/.well-known/openid-configuration</c> is; a name that service discovery knows will do.</summary>
    public Uri Authority { get; set; } = new("http://users");

    /// <summary>The <c>iss</c> that tokens must carry; by default the issuer that the authority's discovery document names.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must carry.</summary>
    public string Audience { get; set; } = "platform";

    /// <summary>By how much the clocks of issuer and service may differ.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Least time between two requests for the authority's keys that an unknown key id may cause.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);
}
