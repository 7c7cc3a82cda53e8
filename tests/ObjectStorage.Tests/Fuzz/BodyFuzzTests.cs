using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Engines.ObjectStorage.Store;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>XML and JSON bodies of signed requests: whatever they hold, they are taken or refused.</summary>
public sealed class BodyFuzzTests
{
    private static readonly (string Method, string Target, string Body)[] Corpus =
    [
        ("PUT", "/fresh", "<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>"),
        ("PUT", "/bucket?versioning", "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>"),
        (
            "PUT",
            "/bucket?cors",
            "<CORSConfiguration><CORSRule><AllowedOrigin>http://*.x</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>"
        ),
        ("PUT", "/bucket?lifecycle", "<LifecycleConfiguration><Rule><Status>Enabled</Status><Prefix/></Rule></LifecycleConfiguration>"),
        ("PUT", "/bucket?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        (
            "PUT",
            "/bucket?policy",
            """{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"s3:Get*","Resource":"arn:aws:s3:::bucket/*"}]}"""
        ),
        ("PUT", "/bucket/key?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
        (
            "PUT",
            "/bucket/key?acl",
            "<AccessControlPolicy><AccessControlList><Grant><Grantee><ID>1</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>"
        ),
        ("POST", "/bucket?delete", "<Delete><Quiet>false</Quiet><Object><Key>a&amp;b</Key><VersionId>null</VersionId></Object></Delete>"),
        (
            "POST",
            "/bucket/key?uploadId=ID",
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"0\"</ETag></Part></CompleteMultipartUpload>"
        ),
    ];

    [Fact]
    public async Task No_document_breaks_the_server()
    {
        using var application = new BareApplication();
        var upload = application.Store.StartUpload("bucket", (id, now) => new(id, "key", now)).UploadId;
        application.Store.Put("bucket", new("key", "", default), Preconditions.None);
        var cases = Corpus
            .Select(one => one with { Target = one.Target.Replace("ID", upload, StringComparison.Ordinal) })
            .Select(one => (one.Method, one.Target, Headers: Sign(one.Method, one.Target), Body: Encoding.UTF8.GetBytes(one.Body)))
            .ToArray();
        var corpus = cases.Select(one => one.Body).ToArray();
        var fuzzer = new Fuzzer(20260306);
        await fuzzer.RunAsync(
            corpus,
            async input =>
            {
                var (method, target, headers, _) = cases[fuzzer.Random.Next(cases.Length)];
                var sent = new List<KeyValuePair<string, string>>(
                    headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
                )
                {
                    new("Content-MD5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(input))),
                };
                var (status, body) = await application.SendAsync(method, target, sent, input);
                status.ShouldNotBe(500, body);
                status.ShouldNotBe(403, body);
            }
        );
    }

    private static HeaderDictionary Sign(string method, string target) =>
        RequestSigner.Sign(method, target, new() { ["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD" }, BareApplication.Now);
}
