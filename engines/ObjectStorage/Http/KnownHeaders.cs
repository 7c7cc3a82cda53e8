using Microsoft.AspNetCore.Http;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>The <c>x-amz-*</c> headers that are obeyed; any other would change what is asked, and is refused by name.</summary>
internal static class KnownHeaders
{
    private static readonly HashSet<string> Obeyed = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-amz-acl",
        "x-amz-api-version",
        "x-amz-bucket-object-lock-enabled",
        "x-amz-checksum-algorithm",
        "x-amz-checksum-crc32",
        "x-amz-checksum-crc32c",
        "x-amz-checksum-crc64nvme",
        "x-amz-checksum-mode",
        "x-amz-checksum-sha1",
        "x-amz-checksum-sha256",
        "x-amz-checksum-type",
        "x-amz-confirm-remove-self-bucket-access",
        "x-amz-content-sha256",
        "x-amz-copy-source",
        "x-amz-copy-source-if-match",
        "x-amz-copy-source-if-modified-since",
        "x-amz-copy-source-if-none-match",
        "x-amz-copy-source-if-unmodified-since",
        "x-amz-copy-source-range",
        "x-amz-date",
        "x-amz-decoded-content-length",
        "x-amz-expected-bucket-owner",
        "x-amz-metadata-directive",
        "x-amz-mp-object-size",
        "x-amz-object-ownership",
        "x-amz-request-payer",
        "x-amz-sdk-checksum-algorithm",
        "x-amz-source-expected-bucket-owner",
        "x-amz-storage-class",
        "x-amz-tagging",
        "x-amz-tagging-directive",
        "x-amz-trailer",
        "x-amz-user-agent",
    };

    public static void Check(IHeaderDictionary headers)
    {
        foreach (var (name, values) in headers)
        {
            if (
                !name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)
            )
                continue;
            var value = values.ToString();
            if (name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase))
                throw S3Errors.AclNotSupported();
            if (!Obeyed.Contains(name))
                throw S3Errors.NotImplemented($"the header {name.ToLowerInvariant()}");
            switch (name.ToLowerInvariant())
            {
                case "x-amz-acl" when value is not ("private" or "bucket-owner-full-control"):
                    throw S3Errors.AclNotSupported();
                case "x-amz-storage-class" when value is not "STANDARD":
                    throw new S3Exception(
                        400,
                        "InvalidStorageClass",
                        "The storage class you specified is not valid: there is STANDARD only."
                    );
                case "x-amz-api-version" when value is not "2006-03-01":
                case "x-amz-object-ownership" when value is not "BucketOwnerEnforced":
                case "x-amz-bucket-object-lock-enabled" when !value.Equals("false", StringComparison.OrdinalIgnoreCase):
                    throw S3Errors.NotImplemented($"{name.ToLowerInvariant()}: {value}");
                case "x-amz-expected-bucket-owner" or "x-amz-source-expected-bucket-owner" when value != Owner.Account:
                    throw S3Errors.AccessDenied($"The buckets here belong to the account {Owner.Account}.");
            }
        }
    }
}
