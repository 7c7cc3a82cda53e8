using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The tags of an object, apart from its bytes.</summary>
internal static class ObjectTagging
{
    public static Task GetAsync(S3Request request)
    {
        var version = request.Store.Stat(request.Bucket, request.Key, request.VersionId);
        ObjectHeaders.AnswerVersion(request, version);
        return request.AnswerAsync(ObjectTags.ToXml(version.Tags));
    }

    public static async Task PutAsync(S3Request request)
    {
        var tags = ObjectTags.FromXml(await request.ReadXmlAsync("Tagging", S3Limits.Configuration).ConfigureAwait(false));
        ObjectHeaders.AnswerVersion(request, request.Store.Tag(request.Bucket, request.Key, request.VersionId, tags));
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    public static Task DeleteAsync(S3Request request)
    {
        ObjectHeaders.AnswerVersion(request, request.Store.Tag(request.Bucket, request.Key, request.VersionId, []));
        return request.AnswerAsync(204);
    }
}
