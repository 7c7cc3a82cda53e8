using System.Text;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The owner may do what no policy denies; everyone else only what one allows.</summary>
internal static class Permissions
{
    public static void Check(Route route, RequestTarget target, bool isOwner, ObjectStore store)
    {
        // A form carries its signature in its fields.
        if (route.Action.Length == 0)
            return;
        // Whoever locked himself out can still take the lock away.
        if (isOwner && route.SubResource == ConfigurationKinds.Policy)
            return;
        Check(OfVersion(route.Action, target.Query["versionId"] is { Length: > 0 }), target.Bucket, target.Key, isOwner, store);
    }

    public static void Check(string action, string? bucket, string? key, bool isOwner, ObjectStore store)
    {
        var document = bucket is null
            ? null
            : store.Read(state => state.Buckets.GetValueOrDefault(bucket)?.Documents.GetValueOrDefault(ConfigurationKinds.Policy));
        if (document is null)
        {
            if (!isOwner)
                throw S3Errors.AccessDenied();
            return;
        }
        var policy = BucketPolicy.Parse(Encoding.UTF8.GetBytes(document), bucket!);
        var resource = key is null ? $"arn:aws:s3:::{bucket}" : $"arn:aws:s3:::{bucket}/{key}";
        if (isOwner ? policy.Denies(action, resource) : !policy.AllowsEveryone(action, resource))
            throw S3Errors.AccessDenied();
    }

    /// <summary>Reading or deleting a named version is a permission of its own.</summary>
    public static string OfVersion(string action, bool versionNamed) =>
        !versionNamed ? action
        : action.EndsWith("ObjectTagging", StringComparison.Ordinal)
            ? action.Replace("ObjectTagging", "ObjectVersionTagging", StringComparison.Ordinal)
        : action.EndsWith("Object", StringComparison.Ordinal) ? action + "Version"
        : action;
}
