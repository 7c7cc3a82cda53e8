namespace CommunityToolkit.Aspire.Hosting.Minio;

internal static class MinioContainerImageTags
{
    public const string Registry = "docker.io";
    public const string Image = "minio/minio";
    public const string Tag = "RELEASE.2025-09-07T16-13-09Z";
}
