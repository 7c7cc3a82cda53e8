namespace Platform.ServiceDefaults.Authentication;

/// <summary>Bound from <c>Authentication:Jwt</c>.</summary>
public sealed class JwtAuthenticationOptions
{
    /// <summary>The name of the authentication scheme.</summary>
    public const string Scheme = "Bearer";

    /// <summary>Where <c>/.well-known/openid-configuration</c> is; a name that service discovery knows will do.</summary>
    public Uri Authority { get; set; } = new("http://users");

    /// <summary>The <c>iss</c> that tokens must carry; by default the issuer that the authority's discovery document names.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> that tokens must carry.</summary>
    public string Audience { get; set; } = "platform";

    /// <summary>By how much the clocks of issuer and service may differ.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Least time between two requests for the authority's keys that unknown key ids may cause.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Keys older than this are fetched anew, so that a withdrawn key stops to count.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(10);
}
