using System.Net;
using System.Text;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The buckets themselves.</summary>
internal static class Buckets
{
    public static Task ListAsync(S3Request request)
    {
        var prefix = request.Query["prefix"] ?? "";
        var after = request.Query["continuation-token"] is { Length: > 0 } token ? Decode(token) : "";
        var max = request.Query.Number("max-buckets", 10_000, 10_000);
        var region = request.Query["bucket-region"] is { Length: > 0 } named ? named : null;
        var found = request.Store.Read(state =>
            state
                .Buckets.Values.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
                .Where(bucket => region is null || bucket.Region == region)
                .Where(bucket => string.CompareOrdinal(bucket.Name, after) > 0)
                .Take(max + 1)
                .ToArray()
        );
        var answer = new XmlAnswer("ListAllMyBucketsResult").WithOwner().Open("Buckets");
        foreach (var bucket in found.Take(max))
            answer
                .Open("Bucket")
                .Element("Name", bucket.Name)
                .Element("CreationDate", bucket.Created)
                .Element("BucketRegion", request.Query.Has("max-buckets") ? bucket.Region : null)
                .Close();
        answer.Close();
        if (found.Length > max && max > 0)
            answer.Element("ContinuationToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(found[max - 1].Name)));
        return request.AnswerAsync(answer);
    }

    public static async Task CreateAsync(S3Request request)
    {
        CheckName(request.Bucket);
        var region = request.Services.Region;
        var body = await request.ReadAsync(S3Limits.Configuration).ConfigureAwait(false);
        if (body.Length > 0)
        {
            var configuration = XmlBody.Parse(body, "CreateBucketConfiguration");
            // Whatever the region of a developer's profile, the bucket is made; it says that it is there.
            if (configuration.Text("LocationConstraint") is { Length: > 0 } location)
                region = IsRegion(location)
                    ? location
                    : throw new S3Exception(
                        400,
                        "InvalidLocationConstraint",
                        "The specified location-constraint is not valid",
                        ("LocationConstraint", location)
                    );
            foreach (var child in configuration.Elements().Where(child => child.Name.LocalName != "LocationConstraint"))
                throw S3Errors.NotImplemented($"<{child.Name.LocalName}> in CreateBucket");
        }
        request.Store.CreateBucket(request.Bucket, region);
        request.Response.Headers.Location = "/" + request.Bucket;
        await request.AnswerAsync(200).ConfigureAwait(false);
    }

    public static Task DeleteAsync(S3Request request)
    {
        request.Store.DeleteBucket(request.Bucket);
        return request.AnswerAsync(204);
    }

    public static Task HeadAsync(S3Request request)
    {
        request.Response.Headers["x-amz-bucket-region"] = request.Store.Bucket(request.Bucket).Region;
        return request.AnswerAsync(200);
    }

    public static Task LocationAsync(S3Request request)
    {
        // S3's oldest region has no name here.
        var region = request.Store.Bucket(request.Bucket).Region;
        return request.AnswerAsync(new XmlAnswer("LocationConstraint").Text(region == "us-east-1" ? "" : region));
    }

    /// <exception cref="S3Exception">The name is not one that S3 allows.</exception>
    public static void CheckName(string name)
    {
        var letters = name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.');
        var good =
            name.Length is >= 3 and <= 63
            && letters
            && char.IsAsciiLetterOrDigit(name[0])
            && char.IsAsciiLetterOrDigit(name[^1])
            && !name.Contains("..", StringComparison.Ordinal)
            && !IPAddress.TryParse(name, out _)
            // Its paths are those of the health checks.
            && name != "minio";
        if (!good)
            throw new S3Exception(400, "InvalidBucketName", "The specified bucket is not valid.", ("BucketName", name));
    }

    private static bool IsRegion(string name) =>
        name.Length <= 32 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Errors.InvalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }
}
