namespace Platform.FileStores.Stores;

/// <summary>Where files can be kept, as the API and the rules name it.</summary>
public static class StorageTargets
{
    /// <summary>S3; connection string <c>storage</c>.</summary>
    public const string Aws = "aws";

    /// <summary>A bucket of Oracle's cloud by its S3-compatible API; connection string <c>oci-storage</c>.</summary>
    public const string Oci = "oci";

    /// <summary>The file store of the service <c>on-premises</c>.</summary>
    public const string OnPremises = "onpremises";
}
