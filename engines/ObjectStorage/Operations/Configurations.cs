using System.Text;
using System.Xml.Linq;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The documents that a bucket keeps: versioning, CORS, lifecycle, policy and tags.</summary>
internal static class Configurations
{
    public static IEnumerable<Route> Routes =>
        [
            .. Of(
                ConfigurationKinds.Cors,
                "BucketCors",
                "BucketCORS",
                PutCorsAsync,
                new(404, "NoSuchCORSConfiguration", "The CORS configuration does not exist")
            ),
            .. Of(
                ConfigurationKinds.Lifecycle,
                "BucketLifecycleConfiguration",
                "LifecycleConfiguration",
                PutLifecycleAsync,
                new(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist")
            ),
            .. Of(
                ConfigurationKinds.Policy,
                "BucketPolicy",
                "BucketPolicy",
                PutPolicyAsync,
                new(404, "NoSuchBucketPolicy", "The bucket policy does not exist")
            ),
            .. Of(
                ConfigurationKinds.Tagging,
                "BucketTagging",
                "BucketTagging",
                PutTaggingAsync,
                new(404, "NoSuchTagSet", "The TagSet does not exist")
            ),
        ];

    public static Task GetVersioningAsync(S3Request request)
    {
        var answer = new XmlAnswer("VersioningConfiguration");
        if (request.Store.Bucket(request.Bucket).Versioning is var versioning && versioning != Versioning.Off)
            answer.Element("Status", versioning.ToString());
        return request.AnswerAsync(answer);
    }

    public static async Task PutVersioningAsync(S3Request request)
    {
        var configuration = await request.ReadXmlAsync("VersioningConfiguration", S3Limits.Configuration).ConfigureAwait(false);
        var status = configuration.Text("Status");
        if (status is not ("Enabled" or "Suspended"))
            throw new S3Exception(
                400,
                "IllegalVersioningConfigurationException",
                "The versioning configuration specified in the request is invalid."
            );
        if (configuration.Text("MfaDelete") is "Enabled")
            throw S3Errors.NotImplemented("<MfaDelete> in PutBucketVersioning");
        request.Store.Configure(request.Bucket, ConfigurationKinds.Versioning, status);
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    private static Route[] Of(string kind, string name, string permission, Func<S3Request, Task> put, S3Exception absent) =>
        [
            new("Get" + name, "GET", Level.Bucket, kind, "s3:Get" + permission, request => GetAsync(request, kind, absent)),
            new("Put" + name, "PUT", Level.Bucket, kind, "s3:Put" + permission, put),
            new(
                "Delete" + (kind == ConfigurationKinds.Lifecycle ? "BucketLifecycle" : name),
                "DELETE",
                Level.Bucket,
                kind,
                kind == ConfigurationKinds.Policy ? "s3:DeleteBucketPolicy" : "s3:Put" + permission,
                request => DeleteAsync(request, kind)
            ),
        ];

    private static Task GetAsync(S3Request request, string kind, S3Exception absent) =>
        request.Store.Bucket(request.Bucket).Documents.GetValueOrDefault(kind) is { } document
            ? request.AnswerAsync(
                Encoding.UTF8.GetBytes(document),
                kind == ConfigurationKinds.Policy ? "application/json" : "application/xml"
            )
            : throw new S3Exception(absent.Status, absent.Code, absent.Message, ("BucketName", request.Bucket));

    private static Task DeleteAsync(S3Request request, string kind)
    {
        request.Store.Configure(request.Bucket, kind, null);
        return request.AnswerAsync(204);
    }

    private static async Task PutCorsAsync(S3Request request)
    {
        var configuration = await request.ReadXmlAsync("CORSConfiguration", S3Limits.Configuration).ConfigureAwait(false);
        CorsRule.Parse(configuration);
        await StoreAsync(request, ConfigurationKinds.Cors, configuration, 200).ConfigureAwait(false);
    }

    // Stored and returned; nothing expires on a developer's machine.
    private static async Task PutLifecycleAsync(S3Request request)
    {
        var configuration = await request.ReadXmlAsync("LifecycleConfiguration", S3Limits.Configuration).ConfigureAwait(false);
        var rules = configuration.Children("Rule").ToArray();
        if (rules.Length is 0 or > 1000 || rules.Any(rule => rule.Text("Status") is not ("Enabled" or "Disabled")))
            throw S3Errors.MalformedXml("between 1 and 1000 <Rule> with a <Status> of Enabled or Disabled are needed.");
        await StoreAsync(request, ConfigurationKinds.Lifecycle, configuration, 200).ConfigureAwait(false);
    }

    private static async Task PutTaggingAsync(S3Request request)
    {
        var tagging = await request.ReadXmlAsync("Tagging", S3Limits.Configuration).ConfigureAwait(false);
        ObjectTags.FromXml(tagging, most: 50);
        await StoreAsync(request, ConfigurationKinds.Tagging, tagging, 204).ConfigureAwait(false);
    }

    private static async Task PutPolicyAsync(S3Request request)
    {
        var body = await request.ReadAsync(S3Limits.Policy).ConfigureAwait(false);
        BucketPolicy.Parse(body, request.Bucket);
        request.Store.Configure(request.Bucket, ConfigurationKinds.Policy, Encoding.UTF8.GetString(body.Span));
        await request.AnswerAsync(204).ConfigureAwait(false);
    }

    private static Task StoreAsync(S3Request request, string kind, XElement document, int status)
    {
        request.Store.Configure(
            request.Bucket,
            kind,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.ToString(SaveOptions.DisableFormatting)
        );
        return request.AnswerAsync(status);
    }
}
