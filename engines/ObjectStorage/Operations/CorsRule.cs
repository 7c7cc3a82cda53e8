using System.Xml.Linq;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>One rule of a bucket's CORS configuration.</summary>
internal sealed record CorsRule(string[] Origins, string[] Methods, string[] Headers, string[] Exposed, string? MaxAge)
{
    private static readonly string[] KnownMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

    public static IReadOnlyList<CorsRule> Parse(XElement configuration)
    {
        var rules = configuration.Children("CORSRule").Select(Read).ToArray();
        return rules.Length is > 0 and <= 100 ? rules : throw S3Errors.MalformedXml("between 1 and 100 <CORSRule> are needed.");
    }

    public bool Allows(string origin, string method) => Origins.Any(pattern => Like(pattern, origin)) && Methods.Contains(method);

    public bool AllowsHeaders(IEnumerable<string> names) =>
        names.All(name => Headers.Any(pattern => Like(pattern.ToLowerInvariant(), name.ToLowerInvariant())));

    private static CorsRule Read(XElement rule)
    {
        string[] Texts(string name) => [.. rule.Children(name).Select(element => element.Value.Trim())];
        var read = new CorsRule(
            Texts("AllowedOrigin"),
            Texts("AllowedMethod"),
            Texts("AllowedHeader"),
            Texts("ExposeHeader"),
            rule.Text("MaxAgeSeconds")
        );
        if (read.Origins.Length == 0 || read.Methods.Length == 0)
            throw S3Errors.MalformedXml("a <CORSRule> needs <AllowedOrigin> and <AllowedMethod>.");
        if (read.Methods.FirstOrDefault(method => !KnownMethods.Contains(method)) is { } unknown)
            throw S3Errors.InvalidRequest($"Found unsupported HTTP method in CORS config. Unsupported method is {unknown}");
        if (read.Origins.Concat(read.Headers).FirstOrDefault(pattern => pattern.Count(c => c == '*') > 1) is { } wild)
            throw S3Errors.InvalidRequest($"AllowedOrigin or AllowedHeader \"{wild}\" can not have more than one wildcard.");
        return read;
    }

    private static bool Like(string pattern, string text)
    {
        var star = pattern.IndexOf('*');
        return star < 0
            ? pattern == text
            : text.Length >= pattern.Length - 1
                && text.StartsWith(pattern[..star], StringComparison.Ordinal)
                && text.EndsWith(pattern[(star + 1)..], StringComparison.Ordinal);
    }
}
