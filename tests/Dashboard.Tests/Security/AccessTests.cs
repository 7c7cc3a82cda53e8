using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Platform.Dashboard;
using Platform.Dashboard.Security;

namespace Dashboard.Tests.Security;

public class AccessTests
{
    private static readonly DashboardOptions Secured = TestDashboard.Options with { BrowserToken = "token", OtlpApiKey = "key" };
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_is_exchanged_for_a_key_that_opens_the_api()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        dashboard.Application.LoginUrl.PathAndQuery.ShouldBe("/login?t=token");
        using var http = Anonymous(dashboard);
        (await http.GetAsync("/api/session", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var answer = await http.PostAsJsonAsync("/api/login", new { token = "token" }, Cancel);
        var key = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("key").GetString();
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var session = await http.GetFromJsonAsync<JsonElement>("/api/session", Cancel);
        session.GetProperty("secured").GetBoolean().ShouldBeTrue();
        session.GetProperty("warnings").GetArrayLength().ShouldBe(0);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "token");
        (await http.GetAsync("/api/session", Cancel)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_outlives_a_restart_as_long_as_the_token_does()
    {
        string key;
        await using (var dashboard = await TestDashboard.StartAsync(Secured))
        {
            key = dashboard.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        }
        await using var again = await TestDashboard.StartAsync(Secured);
        await using var other = await TestDashboard.StartAsync(Secured with { BrowserToken = "another" });
        (await StatusWithAsync(again, key)).ShouldBe(HttpStatusCode.OK);
        (await StatusWithAsync(other, key)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public void A_token_in_a_directory_is_kept_for_its_owner_only()
    {
        var directory = Directory.CreateTempSubdirectory("dashboard-token-").FullName;
        try
        {
            var token = Keys.Token(directory);
            Keys.Token(directory).ShouldBe(token);
            Keys.Token(null).ShouldNotBe(token);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(Path.Combine(directory, "browser-token")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_down_even_for_the_right_token()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        using var http = Anonymous(dashboard);
        for (var guess = 0; guess < 10; guess++)
        {
            (await http.PostAsJsonAsync("/api/login", new { token = $"guess {guess}" }, Cancel)).StatusCode.ShouldBe(
                HttpStatusCode.Unauthorized
            );
        }
        var slowed = await http.PostAsJsonAsync("/api/login", new { token = "token" }, Cancel);
        slowed.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        slowed.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        (await dashboard.Http.GetAsync("/api/session", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_unsecured_dashboard_says_so()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        var session = await dashboard.Http.GetFromJsonAsync<JsonElement>("/api/session", Cancel);
        session.GetProperty("secured").GetBoolean().ShouldBeFalse();
        session.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()).ShouldBe(["unsecured", "otlpUnsecured"]);
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task A_page_of_another_origin_can_neither_command_nor_log_in(string origin)
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        foreach (var path in (string[])["/api/commands", "/api/login", "/api/resources/x/console", "/"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new { token = "token" }) };
            request.Headers.Add("Origin", origin);
            var answer = await dashboard.Http.SendAsync(request, Cancel);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        }
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/commands");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");
        (await dashboard.Http.SendAsync(preflight, Cancel)).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Its_own_page_can_command_also_behind_a_forwarded_name()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured with { AllowedHosts = ["work.example"] });
        foreach (
            var (host, origin) in ((string, string)[])
                [
                    (dashboard.Application.Url.Authority, dashboard.Application.Url.GetLeftPart(UriPartial.Authority)),
                    ("work.example", "https://work.example"),
                    (dashboard.Application.Url.Authority, "https://work.example"),
                ]
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/login")
            {
                Content = JsonContent.Create(new { token = "token" }),
            };
            request.Headers.Host = host;
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Sec-Fetch-Site", "same-origin");
            (await dashboard.Http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Data_is_not_read_from_another_site_even_without_an_origin()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        foreach (var site in (string[])["cross-site", "same-site"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session");
            request.Headers.Add("Sec-Fetch-Site", site);
            (await dashboard.Http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, site);
        }
    }

    [Fact]
    public async Task A_foreign_name_that_resolves_to_loopback_is_not_answered()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        foreach (var path in (string[])["/", "/api/session", "/api/login"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = $"rebound.example:{dashboard.Application.Url.Port}";
            (await dashboard.Http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, path);
        }
    }

    [Fact]
    public async Task No_secret_is_logged()
    {
        var log = new RecordingLoggers();
        await using (
            var dashboard = await TestDashboard.StartAsync(
                Secured with
                {
                    BrowserToken = "the-token",
                    OtlpApiKey = "the-otlp-key",
                    LoggerFactory = log,
                }
            )
        )
        {
            await dashboard.Http.GetAsync("/login?t=the-token", Cancel);
            await dashboard.Http.PostAsJsonAsync("/api/login", new { token = "the-token" }, Cancel);
            using var export = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.Application.OtlpHttpEndpoint!, "/v1/traces"));
            export.Headers.Add("x-otlp-api-key", "the-otlp-key");
            export.Content = new ByteArrayContent([1, 2, 3]);
            await dashboard.Http.SendAsync(export, Cancel);
            dashboard.Get<ILogger<AccessTests>>().LogInformation("written");
        }
        log.Lines.ShouldContain(line => line.Contains("written"));
        log.Lines.ShouldAllBe(line =>
            !line.Contains("the-token") && !line.Contains("the-otlp-key") && !line.Contains(Keys.Of("the-token"))
        );
    }

    private static HttpClient Anonymous(TestDashboard dashboard) => new() { BaseAddress = dashboard.Application.Url };

    private static async Task<HttpStatusCode> StatusWithAsync(TestDashboard dashboard, string key)
    {
        using var http = Anonymous(dashboard);
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return (await http.GetAsync("/api/session", Cancel)).StatusCode;
    }
}
