using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Checksums;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>PostObject: a browser's form with a signed policy among its fields, and the file last.</summary>
internal static class FormUpload
{
    public static async Task PostAsync(S3Request request)
    {
        using var seat = await request.Services.Bodies.EnterAsync(request.Aborted).ConfigureAwait(false);
        var form = await UploadForm.ReadAsync(request.Http, request.Aborted).ConfigureAwait(false);
        var fields = new Dictionary<string, string>(form.Fields) { ["bucket"] = request.Bucket };
        var policy = Authorise(request, form.Fields, fields);
        CheckFields(form.Fields);
        var key = Required(form.Fields, "key").Replace("${filename}", form.FileName, StringComparison.Ordinal);
        Writing.CheckKey(key);
        request.Store.Bucket(request.Bucket);
        var draft = new ObjectVersion(key, "", default)
        {
            Headers = ObjectHeaders.From(
                form.Fields.Where(field => field.Key.StartsWith(ObjectHeaders.MetadataPrefix, StringComparison.Ordinal))
                    .Select(field => KeyValuePair.Create(field.Key, Printable(field.Value))),
                name =>
                    form.Fields.GetValueOrDefault(name.ToLowerInvariant()) is { } value ? Printable(value)
                    : name == "Content-Type" ? form.FileType
                    : null
            ),
            Tags = form.Fields.TryGetValue("tagging", out var tagging)
                ? ObjectTags.FromXml(XmlBody.Parse(System.Text.Encoding.UTF8.GetBytes(tagging), "Tagging"))
                : [],
        };
        using var blob = request.Store.Blobs.Create();
        var received = await ReceiveAsync(request, form, blob, policy).ConfigureAwait(false);
        var version = request.Store.Put(request.Bucket, Writing.Filled(draft, blob, received), Preconditions.None);
        await AnswerAsync(request, form.Fields, version).ConfigureAwait(false);
    }

    private static PostPolicy? Authorise(
        S3Request request,
        IReadOnlyDictionary<string, string> fields,
        IReadOnlyDictionary<string, string> withBucket
    )
    {
        if (!fields.TryGetValue("policy", out var encoded))
        {
            Permissions.Check("s3:PutObject", request.Bucket, fields.GetValueOrDefault("key", ""), isOwner: false, request.Store);
            return null;
        }
        if (fields.GetValueOrDefault("x-amz-algorithm") != SigV4.Algorithm)
            throw S3Errors.InvalidArgument(
                "The policy must be signed with AWS4-HMAC-SHA256.",
                "x-amz-algorithm",
                fields.GetValueOrDefault("x-amz-algorithm", "")
            );
        request.Services.Authenticator.AuthenticatePolicy(
            Required(fields, "x-amz-credential"),
            Required(fields, "x-amz-date"),
            encoded,
            Required(fields, "x-amz-signature")
        );
        var policy = PostPolicy.Parse(encoded, request.Services.Time.GetUtcNow());
        policy.Check(withBucket);
        return policy;
    }

    private static async Task<ReceivedPayload> ReceiveAsync(S3Request request, UploadForm form, BlobWriter blob, PostPolicy? policy)
    {
        var (algorithm, promised) = Promised(form.Fields);
        using var hashing = new HashingSink(blob, policy?.MostBytes ?? S3Limits.Object, algorithm);
        await form.CopyToAsync(hashing, request.Aborted).ConfigureAwait(false);
        blob.Finish();
        if (hashing.Length < (policy?.LeastBytes ?? 0))
            throw new S3Exception(
                400,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                ("ProposedSize", hashing.Length.ToString()),
                ("MinSizeAllowed", policy!.LeastBytes.ToString())
            );
        var checksum = hashing.FinishChecksum();
        if (checksum is not null && checksum.Value != promised)
            throw S3Errors.BadDigest(checksum.Algorithm.Name());
        return new(hashing.Length, hashing.FinishMd5(), checksum);
    }

    private static (ChecksumAlgorithm?, string?) Promised(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var algorithm in ChecksumNames.All)
            if (fields.TryGetValue(algorithm.Header(), out var value))
                return (algorithm, value);
        return (null, null);
    }

    // What a header may not ask for, a field may not either.
    private static void CheckFields(IReadOnlyDictionary<string, string> fields)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in fields)
            if (name == "acl")
                headers["x-amz-acl"] = value;
            else if (name is not ("x-amz-algorithm" or "x-amz-credential" or "x-amz-signature"))
                headers[name] = value;
        KnownHeaders.Check(headers);
    }

    private static Task AnswerAsync(S3Request request, IReadOnlyDictionary<string, string> fields, ObjectVersion version)
    {
        var etag = $"\"{version.ETag}\"";
        var location = $"http://{request.Http.Host}/{request.Bucket}/{SigV4.UriEncode(version.Key, keepSlash: true)}";
        request.Response.Headers.ETag = etag;
        ObjectHeaders.AnswerVersion(request, version);
        if (fields.TryGetValue("success_action_redirect", out var redirect) && Uri.TryCreate(redirect, UriKind.Absolute, out var page))
        {
            var separator = page.Query.Length > 0 ? '&' : '?';
            request.Response.Headers.Location =
                $"{page.AbsoluteUri}{separator}bucket={request.Bucket}&key={SigV4.UriEncode(version.Key)}&etag={SigV4.UriEncode(etag)}";
            return request.AnswerAsync(303);
        }
        request.Response.Headers.Location = location;
        return fields.GetValueOrDefault("success_action_status") switch
        {
            "200" => request.AnswerAsync(200),
            "201" => request.AnswerAsync(
                new XmlAnswer("PostResponse", withNamespace: false)
                    .Element("Location", location)
                    .Element("Bucket", request.Bucket)
                    .Element("Key", version.Key)
                    .Element("ETag", etag),
                201
            ),
            _ => request.AnswerAsync(204),
        };
    }

    private static string Printable(string value) =>
        value.Any(c => c < ' ' || c == '\u007f')
            ? throw S3Errors.InvalidArgument("A header cannot hold control characters.")
            : ObjectHeaders.ToLatin1(value);

    private static string Required(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value)
            ? value
            : throw S3Errors.InvalidArgument(
                $"Bucket POST must contain a field named '{name}'. If it is specified, please check the order of the fields.",
                name,
                ""
            );
}
