namespace CommunityToolkit.Aspire.Hosting.Minio;

/// <summary>Why the toolkit's integration is obsolete, and ours with it.</summary>
internal static class MinioObsolescence
{
    public const string Message =
        "MinIO is archived and its container images are no longer maintained, so the Community Toolkit marks this integration obsolete. "
        + "Without containers the resource is served by this platform's own S3 engine; for a deployment choose a maintained S3 store.";
}
