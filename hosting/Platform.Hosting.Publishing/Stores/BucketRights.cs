using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>What a user may do with a store's buckets, as a policy of S3's. Who declares no bucket may use all of the store.</summary>
public static class BucketRights
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly string[] Listing = ["s3:GetBucketLocation", "s3:ListBucket"];
    private static readonly string[] Reading = ["s3:GetObject"];
    private static readonly string[] Writing =
    [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
    ];

    public static IReadOnlyList<BucketUse> Of(StoreUser user)
    {
        var declared = user.Workload.Connections.Where(use => use.Store == user.Store.Name).SelectMany(use => use.Buckets).ToList();
        return declared.Count > 0
            ? declared
            : [.. user.Store.Buckets.Select(bucket => new BucketUse(user.Store.Name, bucket, DataAccess.Write))];
    }

    public static string PolicyOf(StoreUser user)
    {
        var statements = new JsonArray();
        foreach (var bucket in Of(user).GroupBy(use => use.Bucket))
        {
            var writes = bucket.Any(use => use.Access is DataAccess.Write);
            string[] listing = writes ? [.. Listing, "s3:ListBucketMultipartUploads"] : Listing;
            statements.Add(Statement(listing, $"arn:aws:s3:::{bucket.Key}"));
            statements.Add(Statement(writes ? Writing : Reading, $"arn:aws:s3:::{bucket.Key}/*"));
        }
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }
            .ToJsonString(Indented)
            .Replace("\r\n", "\n");
    }

    private static JsonObject Statement(string[] actions, string resource) =>
        new()
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => (JsonNode)action)]),
            ["Resource"] = new JsonArray(resource),
        };
}
