using System.Text;
using System.Xml.Linq;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>Questions that clients ask of every bucket and that have one honest answer here: the feature is off.</summary>
internal static class FixedAnswers
{
    private const string Xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\"";

    public static IEnumerable<Route> Routes =>
        [
            new("GetBucketAcl", "GET", Level.Bucket, "acl", "s3:GetBucketAcl", BucketAclAsync),
            new("PutBucketAcl", "PUT", Level.Bucket, "acl", "s3:PutBucketAcl", PutAclAsync),
            new("GetObjectAcl", "GET", Level.Object, "acl", "s3:GetObjectAcl", ObjectAclAsync, "versionId"),
            new("PutObjectAcl", "PUT", Level.Object, "acl", "s3:PutObjectAcl", PutAclAsync, "versionId"),
            Answer(
                "GetBucketRequestPayment",
                "requestPayment",
                _ => new XmlAnswer("RequestPaymentConfiguration").Element("Payer", "BucketOwner")
            ),
            Answer(
                "GetBucketOwnershipControls",
                "ownershipControls",
                _ => new XmlAnswer("OwnershipControls").Open("Rule").Element("ObjectOwnership", "BucketOwnerEnforced")
            ),
            Answer(
                "GetBucketPolicyStatus",
                "policyStatus",
                request => new XmlAnswer("PolicyStatus").Element("IsPublic", IsPublic(request))
            ),
            Answer("GetBucketLogging", "logging", _ => new XmlAnswer("BucketLoggingStatus")),
            Answer("GetBucketNotificationConfiguration", "notification", _ => new XmlAnswer("NotificationConfiguration")),
            Answer("GetBucketAccelerateConfiguration", "accelerate", _ => new XmlAnswer("AccelerateConfiguration")),
            Absent(
                "GetPublicAccessBlock",
                "publicAccessBlock",
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found"
            ),
            Absent(
                "GetBucketWebsite",
                "website",
                "NoSuchWebsiteConfiguration",
                "The specified bucket does not have a website configuration"
            ),
            Absent(
                "GetBucketEncryption",
                "encryption",
                "ServerSideEncryptionConfigurationNotFoundError",
                "The server side encryption configuration was not found"
            ),
            Absent(
                "GetBucketReplication",
                "replication",
                "ReplicationConfigurationNotFoundError",
                "The replication configuration was not found"
            ),
            Absent(
                "GetObjectLockConfiguration",
                "object-lock",
                "ObjectLockConfigurationNotFoundError",
                "Object Lock configuration does not exist for this bucket"
            ),
        ];

    private static Route Answer(string name, string subResource, Func<S3Request, XmlAnswer> answer) =>
        new(
            name,
            "GET",
            Level.Bucket,
            subResource,
            "s3:" + name,
            request =>
            {
                request.Store.Bucket(request.Bucket);
                return request.AnswerAsync(answer(request));
            }
        );

    private static Route Absent(string name, string subResource, string code, string message) =>
        Answer(name, subResource, request => throw new S3Exception(404, code, message, ("BucketName", request.Bucket)));

    private static Task BucketAclAsync(S3Request request)
    {
        request.Store.Bucket(request.Bucket);
        return AclAsync(request);
    }

    private static Task ObjectAclAsync(S3Request request)
    {
        request.Store.Stat(request.Bucket, request.Key, request.VersionId);
        return AclAsync(request);
    }

    private static Task AclAsync(S3Request request) =>
        request.AnswerAsync(
            new XmlAnswer("AccessControlPolicy")
                .WithOwner()
                .Open("AccessControlList")
                .Open("Grant")
                .Open("Grantee", Xsi)
                .Element("ID", Owner.Id)
                .Element("DisplayName", Owner.Name)
                .Close()
                .Element("Permission", "FULL_CONTROL")
        );

    // As in S3 since 2023: ACLs are off, and the one that says so may be set. s3cmd sets it after each copy.
    private static async Task PutAclAsync(S3Request request)
    {
        if (request.Target.Key is null)
            request.Store.Bucket(request.Bucket);
        else
            request.Store.Stat(request.Bucket, request.Key, request.VersionId);
        var body = await request.ReadAsync(S3Limits.Configuration).ConfigureAwait(false);
        if (body.Length == 0 ? request.Header("x-amz-acl") is null : !GivesAllToTheOwner(XmlBody.Parse(body, "AccessControlPolicy")))
            throw S3Errors.AclNotSupported();
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    private static bool GivesAllToTheOwner(XElement policy) =>
        policy.Children("AccessControlList").SelectMany(list => list.Children("Grant")).ToArray() is { Length: > 0 } grants
        && grants.All(grant =>
            grant.Text("Permission") == "FULL_CONTROL" && grant.Children("Grantee").FirstOrDefault()?.Text("ID") == Owner.Id
        );

    private static bool IsPublic(S3Request request) =>
        request.Store.Bucket(request.Bucket).Documents.GetValueOrDefault(ConfigurationKinds.Policy) is { } document
            ? BucketPolicy.Parse(Encoding.UTF8.GetBytes(document), request.Bucket).IsPublic
            : throw new S3Exception(404, "NoSuchBucketPolicy", "The bucket policy does not exist", ("BucketName", request.Bucket));
}
