namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>What a signature is bound to: <c>20130524/us-east-1/s3/aws4_request</c>.</summary>
internal sealed record CredentialScope(string Date, string Region, string Service)
{
    /// <summary>Splits <c>KEY/date/region/service/aws4_request</c> from its end: an access key may hold slashes.</summary>
    public static (string AccessKey, CredentialScope Scope)? Parse(string credential)
    {
        var parts = credential.Split('/');
        return parts.Length >= 5 && parts[^1] == "aws4_request" && parts[^4].Length == 8 && parts[^4].All(char.IsAsciiDigit)
            ? (string.Join('/', parts[..^4]), new(parts[^4], parts[^3], parts[^2]))
            : null;
    }

    public override string ToString() => $"{Date}/{Region}/{Service}/aws4_request";
}
