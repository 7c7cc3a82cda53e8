using System.Data.Common;

namespace Platform.ServiceDefaults.S3;

/// <summary>Where a store is and how to sign for it.</summary>
/// <param name="Authority">The file of the authority that signed its certificate; null: the system knows it.</param>
internal sealed record S3ConnectionString(Uri Endpoint, string AccessKey, string SecretKey, string Region, string? Authority = null)
{
    private const string DefaultRegion = "us-east-1";

    /// <exception cref="InvalidOperationException">A part is missing or malformed; the message never quotes the string, which holds a secret.</exception>
    public static S3ConnectionString Parse(string name, string connectionString)
    {
        var parts = new DbConnectionStringBuilder();
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            throw Wrong(name, "is no list of Key=value");
        }
        string Part(string key) =>
            parts.TryGetValue(key, out var value) && value is string { Length: > 0 } text ? text : throw Wrong(name, $"has no {key}");
        if (!Uri.TryCreate(Part("Endpoint"), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw Wrong(name, "has an Endpoint that is no http:// or https:// URL");
        var region = parts.TryGetValue("Region", out var given) && given is string { Length: > 0 } one ? one : DefaultRegion;
        var authority = parts.TryGetValue("Root Certificate", out var path) && path is string { Length: > 0 } file ? file : null;
        return new(endpoint, Part("AccessKey"), Part("SecretKey"), region, authority);
    }

    public override string ToString() => $"Endpoint={Endpoint};AccessKey={AccessKey};SecretKey=***";

    private static InvalidOperationException Wrong(string name, string what) =>
        new(
            $"The connection string '{name}' {what}: write Endpoint=http://localhost:9000;AccessKey=…;SecretKey=… into ConnectionStrings__{name}."
        );
}
