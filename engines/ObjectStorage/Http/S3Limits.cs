namespace Platform.Engines.ObjectStorage.Http;

/// <summary>S3's own limits where it has them, and bounds on what is held in memory.</summary>
internal static class S3Limits
{
    /// <summary>Bytes of an object in one put, and of a part.</summary>
    public const long Object = 5L * 1024 * 1024 * 1024;
    public const long SmallestPart = 5 * 1024 * 1024;
    public const int Parts = 10_000;
    public const int Page = 1000;
    public const int KeyBytes = 1024;
    public const int MetadataBytes = 2048;
    public const int Configuration = 1024 * 1024;
    public const int Policy = 20 * 1024;

    /// <summary>A thousand keys of a kilobyte, escaped.</summary>
    public const int MultiDelete = 2 * 1024 * 1024;

    /// <summary>Ten thousand parts with an ETag and a checksum each.</summary>
    public const int CompleteUpload = 4 * 1024 * 1024;
    public const int FormFields = 64 * 1024;
    public const int ConcurrentBodies = 128;
    public static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(30);
}
