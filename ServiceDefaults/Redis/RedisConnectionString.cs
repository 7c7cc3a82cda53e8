using Platform.ServiceDefaults.Tls;
using StackExchange.Redis;

namespace Platform.ServiceDefaults.Redis;

/// <summary>StackExchange.Redis' options, and <c>sslCa=PATH</c> for the authority that signed the servers' certificates.</summary>
internal static class RedisConnectionString
{
    private const string Authority = "sslCa=";

    /// <exception cref="InvalidOperationException">The authority's certificate cannot be used.</exception>
    public static ConfigurationOptions Parse(string name, string connectionString)
    {
        var options = new List<string>();
        string? path = null;
        foreach (var option in connectionString.Split(','))
        {
            if (option.TrimStart().StartsWith(Authority, StringComparison.OrdinalIgnoreCase))
                path = option.Trim()[Authority.Length..];
            else
                options.Add(option);
        }
        var parsed = ConfigurationOptions.Parse(string.Join(',', options));
        if (path is { Length: > 0 })
        {
            var authority = CertificateAuthority.Load(name, path);
            parsed.CertificateValidation += (_, certificate, chain, errors) => authority.Trusts(certificate, chain, errors);
        }
        return parsed;
    }
}
