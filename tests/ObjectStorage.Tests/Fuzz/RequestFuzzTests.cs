using System.Text;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>Request lines, headers and signatures.</summary>
public sealed class RequestFuzzTests
{
    private static readonly DateTimeOffset Now = BareApplication.Now;

    [Fact]
    public async Task No_line_and_no_header_breaks_the_server_or_gets_past_the_signature()
    {
        using var application = new BareApplication();
        var corpus = new List<byte[]>();
        foreach (
            var (method, target) in new[]
            {
                ("GET", "/bucket/key?versionId=1"),
                ("PUT", "/bucket/a%20b"),
                ("GET", "/bucket?list-type=2&prefix=a%2Fb&max-keys=10"),
                ("POST", "/bucket/key?uploads"),
                ("OPTIONS", "/bucket/key"),
            }
        )
        {
            var headers = RequestSigner.Sign(
                method,
                target,
                new()
                {
                    ["Range"] = "bytes=0-9",
                    ["x-amz-meta-a"] = "b",
                    ["x-amz-copy-source"] = "/bucket/key?versionId=1",
                    ["x-amz-tagging"] = "a=b&c=d",
                    ["Origin"] = "http://x",
                    ["Access-Control-Request-Method"] = "GET",
                },
                Now
            );
            corpus.Add(
                Encoding.Latin1.GetBytes(
                    $"{method} {target}\n" + string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\n"))
                )
            );
        }
        corpus.Add(
            Encoding.Latin1.GetBytes(
                $"GET {RequestSigner.Presign("GET", "/bucket/key", Now, TimeSpan.FromMinutes(5))}\nHost: {RequestSigner.Host}\n"
            )
        );
        var unchanged = corpus.Select(bytes => Encoding.Latin1.GetString(bytes)).ToHashSet();
        await new Fuzzer(20260304).RunAsync(
            corpus,
            async input =>
            {
                var text = Encoding.Latin1.GetString(input);
                var lines = text.Split('\n');
                var words = lines[0].Split(' ', 2);
                var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).Where(parts => parts.Length == 2 && parts[0].Length > 0);
                var (status, body) = await application.SendAsync(
                    words[0],
                    words.Length > 1 ? words[1] : "",
                    headers.Where(parts => parts[0] is not "Content-Length").Select(parts => KeyValuePair.Create(parts[0], parts[1])),
                    []
                );
                status.ShouldNotBe(500, body);
                // Case of names, order of queries and unsigned headers may change; what was signed may not.
                if (status < 300)
                    words[0].ShouldBeOneOf("GET", "PUT", "POST");
            }
        );
        application.Store.Read(state => state.Buckets.Count).ShouldBe(1);
    }
}
