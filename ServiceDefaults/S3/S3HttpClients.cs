using Amazon.Runtime;
using Platform.ServiceDefaults.Tls;

namespace Platform.ServiceDefaults.S3;

/// <summary>Connections to a store whose certificate an authority of one's own has signed.</summary>
internal sealed class S3HttpClients(CertificateAuthority authority, TimeSpan connectTimeout) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
        new(CertificateAuthority.Handler(authority, connectTimeout)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>One client for each store: another store of the same process may have another authority.</summary>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
