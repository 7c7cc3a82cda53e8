using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>How one workload reaches one store or database, as the store's realization has it.</summary>
/// <param name="Host">As the target's network knows it.</param>
public sealed record StoreConnection(string Host, int Port, DeployedValue ConnectionString)
{
    /// <summary>By Aspire's names: Host, Port, Username, Password, DatabaseName, Uri …</summary>
    public IReadOnlyDictionary<string, DeployedValue> Properties { get; init; } = new Dictionary<string, DeployedValue>();

    /// <summary>The authority's certificate as a file: TLS travels with the connection. Null: no TLS, or one that the system trusts.</summary>
    public CertificateFile? Certificate { get; init; }
}

/// <param name="Secret">The Kubernetes secret that holds it, or the name of the file's parameter.</param>
/// <param name="Key">In the secret.</param>
/// <param name="Path">In the container.</param>
public sealed record CertificateFile(string Secret, string Key, string Path);
