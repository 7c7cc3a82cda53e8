using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>What a deployment is asked for of a system outside, and what is known of it.</summary>
internal static class ExternalParameters
{
    private const int HttpPort = 80;

    public static string Url(string system) => $"{system}-url";

    public static string Host(string system) => $"{system}-host";

    public static string Scheme(MockIntent mock) => mock.Port == HttpPort ? "http" : "https";
}
