using System.Net;
using System.Text.RegularExpressions;

namespace Dashboard.Tests.Security;

public sealed partial class PagesTests : IDisposable
{
    private readonly string web = Directory.CreateTempSubdirectory("dashboard-web-").FullName;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(web, recursive: true);

    [Fact]
    public async Task Every_route_of_the_app_gets_its_page_with_a_policy_without_inline_scripts()
    {
        Write("index.html", """<meta property="csp-nonce" nonce="__CSP_NONCE__"><script type="module" src="/assets/app-1.js"></script>""");
        await using var dashboard = await StartAsync();
        var nonces = new HashSet<string>();
        foreach (var path in (string[])["/", "/traces/0af7651916cd43dd8448eb211c80319c", "/login?t=x", "/index.html"])
        {
            var answer = await dashboard.Http.GetAsync(path, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldNotContain("unsafe");
            policy.ShouldContain("script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            var nonce = Nonce().Match(await answer.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
            policy.ShouldContain($"'nonce-{nonce}'");
            nonces.Add(nonce).ShouldBeTrue("a nonce is used once");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        }
    }

    [Fact]
    public async Task What_is_named_by_its_content_is_kept_for_ever_and_the_rest_asked_for_again()
    {
        Write("index.html", "");
        Write("assets/app-1.js", "console.log(1)");
        Write("icon.svg", "<svg/>");
        await using var dashboard = await StartAsync();
        var script = await dashboard.Http.GetAsync("/assets/app-1.js", Cancel);
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        script.Headers.CacheControl!.ToString().ShouldContain("immutable");
        var icon = await dashboard.Http.GetAsync("/icon.svg", Cancel);
        icon.Headers.CacheControl!.NoCache.ShouldBeTrue();
        using var again = new HttpRequestMessage(HttpMethod.Get, "/icon.svg");
        again.Headers.IfNoneMatch.Add(icon.Headers.ETag!);
        (await dashboard.Http.SendAsync(again, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task What_was_compressed_by_the_build_is_sent_so_to_who_reads_it()
    {
        Write("index.html", "");
        Write("assets/app-1.js", "plain");
        Write("assets/app-1.js.br", "brotli");
        Write("assets/app-1.js.gz", "gzip");
        await using var dashboard = await StartAsync();
        foreach (
            var (accepts, body) in ((string, string)[])
                [("gzip, br", "brotli"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", "plain")]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1.js");
            request.Headers.Add("Accept-Encoding", accepts);
            var answer = await dashboard.Http.SendAsync(request, Cancel);
            (await answer.Content.ReadAsStringAsync(Cancel)).ShouldBe(body, accepts);
            answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        }
    }

    [Fact]
    public async Task Nothing_beside_the_folder_is_served_and_what_is_missing_is_not_a_page()
    {
        Write("index.html", "page");
        var secret = Path.Combine(Path.GetDirectoryName(web)!, Path.GetFileName(web) + "-secret.txt");
        await File.WriteAllTextAsync(secret, "secret", Cancel);
        try
        {
            await using var dashboard = await StartAsync();
            var climbing = await dashboard.Http.GetAsync($"/%2e%2e%2f{Path.GetFileName(secret)}", Cancel);
            climbing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await dashboard.Http.GetAsync("/assets/gone.js", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            var api = await dashboard.Http.GetAsync("/api/nothing", Cancel);
            api.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            api.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public async Task An_app_that_was_not_built_says_how_to()
    {
        await using var dashboard = await StartAsync();
        var answer = await dashboard.Http.GetAsync("/", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync(Cancel)).ShouldContain("npm");
    }

    private Task<TestDashboard> StartAsync() => TestDashboard.StartAsync(TestDashboard.Options with { WebDirectory = web });

    private void Write(string path, string text)
    {
        var full = Path.Combine(web, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}
