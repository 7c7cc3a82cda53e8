using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.ServiceDefaults.Tls;

/// <summary>The authority whose certificates a connection trusts, and no other: a file beside the connection string.</summary>
internal sealed class CertificateAuthority
{
    private readonly X509Certificate2Collection roots;

    private CertificateAuthority(X509Certificate2Collection roots) => this.roots = roots;

    /// <param name="name">The connection's.</param>
    /// <param name="path">PEM, one certificate or several.</param>
    /// <exception cref="InvalidOperationException">There is no such file, or no certificate in it.</exception>
    public static CertificateAuthority Load(string name, string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(fault.Message, fault);
        }
        return roots.Count > 0 ? new(roots) : throw Unusable("It holds no certificate.", null);

        InvalidOperationException Unusable(string why, Exception? fault) =>
            new(
                $"The connection '{name}' trusts the authority in '{path}', which cannot be used: {why} Mount its certificate there as PEM, or correct the path in ConnectionStrings__{name}.",
                fault
            );
    }

    /// <summary>For what checks names by itself.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    /// <summary>For what asks after the system's authorities have not known the certificate.</summary>
    public bool Trusts(X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        const SslPolicyErrors beyondHelp = SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable;
        if (certificate is null || (errors & beyondHelp) != 0)
            return false;
        using var chain = new X509Chain { ChainPolicy = Policy() };
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        using var server = new X509Certificate2(certificate);
        return chain.Build(server);
    }

    /// <summary>A handler that trusts the authority, or the system's where there is none.</summary>
    public static SocketsHttpHandler Handler(CertificateAuthority? authority, TimeSpan connectTimeout)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = connectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
        };
        if (authority is not null)
            handler.SslOptions.CertificateChainPolicy = authority.Policy();
        return handler;
    }
}
