using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>DeleteObject and DeleteObjects. What is not there counts as deleted.</summary>
internal static class Deletions
{
    public static Task OneAsync(S3Request request)
    {
        var conditions = new Preconditions(request.Header("If-Match")?.Trim(), IfAbsent: false);
        var touched = request.Store.Delete(request.Bucket, request.Key, request.VersionId, conditions);
        if (touched is { IsDeleteMarker: true })
            request.Response.Headers["x-amz-delete-marker"] = "true";
        if (touched is not null)
            ObjectHeaders.AnswerVersion(request, touched);
        return request.AnswerAsync(204);
    }

    public static async Task ManyAsync(S3Request request)
    {
        request.RequireChecksum();
        var body = await request.ReadXmlAsync("Delete", S3Limits.MultiDelete).ConfigureAwait(false);
        var objects = body.Children("Object").ToArray();
        if (objects.Length is 0 or > S3Limits.Page)
            throw S3Errors.MalformedXml($"<Delete> must name between 1 and {S3Limits.Page} objects.");
        request.Store.Bucket(request.Bucket);
        var quiet = body.Text("Quiet") == "true";
        var answer = new XmlAnswer("DeleteResult");
        foreach (var item in objects)
        {
            var key = item.RawText("Key") is { Length: > 0 } some ? some : throw S3Errors.MalformedXml("an object has no <Key>.");
            var version = item.Text("VersionId") is { Length: > 0 } id ? id : null;
            foreach (var child in item.Elements().Where(child => child.Name.LocalName is not ("Key" or "VersionId" or "ETag")))
                throw S3Errors.NotImplemented($"<{child.Name.LocalName}> in DeleteObjects");
            try
            {
                Permissions.Check(
                    Permissions.OfVersion("s3:DeleteObject", version is not null),
                    request.Bucket,
                    key,
                    !request.IsAnonymous,
                    request.Store
                );
                var touched = request.Store.Delete(request.Bucket, key, version, new(item.Text("ETag"), IfAbsent: false));
                if (!quiet)
                    Report(answer, key, version, touched);
            }
            catch (S3Exception refusal)
            {
                answer
                    .Open("Error")
                    .Element("Key", key)
                    .Element("VersionId", version)
                    .Element("Code", refusal.Code)
                    .Element("Message", refusal.Message)
                    .Close();
            }
        }
        await request.AnswerAsync(answer).ConfigureAwait(false);
    }

    private static void Report(XmlAnswer answer, string key, string? version, ObjectVersion? touched)
    {
        answer.Open("Deleted").Element("Key", key).Element("VersionId", version);
        if (touched is { IsDeleteMarker: true })
            answer.Element("DeleteMarker", true).Element("DeleteMarkerVersionId", touched.VersionId);
        answer.Close();
    }
}
