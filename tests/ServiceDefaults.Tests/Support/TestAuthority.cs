using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Engines.Tests;

namespace ServiceDefaults.Tests.Support;

/// <summary>An authority of a test's own, and a certificate for <c>localhost</c> that it has signed.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly Sandbox sandbox = new();
    private readonly X509Certificate2 root;

    public TestAuthority(string name = "authority of a test")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Server = Sign("localhost");
        Directory.CreateDirectory(sandbox["tls"]);
        File = Path.Combine(sandbox["tls"], "ca.crt");
        System.IO.File.WriteAllText(File, root.ExportCertificatePem());
    }

    /// <summary>The authority's certificate, as PEM.</summary>
    public string File { get; }

    /// <summary>Of <c>localhost</c>, and of no address.</summary>
    public X509Certificate2 Server { get; }

    public void Dispose()
    {
        root.Dispose();
        Server.Dispose();
        sandbox.Dispose();
    }

    private X509Certificate2 Sign(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        using var signed = request.Create(
            root,
            DateTimeOffset.UtcNow.AddHours(-1),
            DateTimeOffset.UtcNow.AddHours(12),
            RandomNumberGenerator.GetBytes(8)
        );
        using var certificate = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
