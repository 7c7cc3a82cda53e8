using System.Text;
using System.Text.Json;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>Forms of browsers, their policy among the fields.</summary>
public sealed class FormFuzzTests
{
    [Fact]
    public async Task No_form_breaks_the_server_or_does_what_its_policy_does_not_say()
    {
        using var application = new BareApplication();
        var corpus = new[] { Form("user/a", "x"), Form("user/${filename}", new string('y', 3000)) };
        await new Fuzzer(20260307).RunAsync(
            corpus,
            async input =>
            {
                var (status, body) = await application.SendAsync(
                    "POST",
                    "/bucket",
                    [new("Content-Type", "multipart/form-data; boundary=line"), new("Host", "h")],
                    input
                );
                status.ShouldNotBe(500, body);
            }
        );
        application
            .Store.Read("bucket", bucket => bucket.Keys.All.Select(entry => (entry.Key, entry.Latest.Size)).ToArray())
            .ShouldAllBe(entry => entry.Key.StartsWith("user/") && entry.Size <= 4000);
    }

    private static byte[] Form(string key, string content)
    {
        var scope = RequestSigner.Scope(BareApplication.Now);
        (string Name, string Value)[] signed =
        [
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-credential", $"key/{scope}"),
            ("x-amz-date", RequestSigner.Stamp(BareApplication.Now)),
            ("x-amz-meta-a", "b"),
        ];
        var policy = Convert.ToBase64String(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    expiration = BareApplication.Now.AddHours(1).ToString("O"),
                    conditions = new object[] { new[] { "starts-with", "$key", "user/" }, new object[] { "content-length-range", 0, 4000 } }
                        .Concat(signed.Select(field => (object)new[] { "eq", "$" + field.Name, field.Value }))
                        .ToArray(),
                }
            )
        );
        (string Name, string Value)[] fields =
        [
            ("key", key),
            ("policy", policy),
            ("x-amz-signature", SigV4.Sign(SigV4.SigningKey("secret", scope), policy)),
            .. signed,
        ];
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            text.Append($"--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        text.Append(
            $"--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f.txt\"\r\nContent-Type: text/plain\r\n\r\n{content}\r\n--line--\r\n"
        );
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
