using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dashboard.Tests.Otlp;
using Google.Protobuf;
using Platform.Dashboard;
using Platform.Dashboard.Live;
using Platform.Dashboard.Security;

namespace Dashboard.Tests.Live;

public class LiveTests
{
    private static readonly DashboardOptions Secured = TestDashboard.Options with { BrowserToken = "token" };
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tab_hears_of_all_topics_once_and_of_each_change_after()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        using var tab = await OpenAsync(dashboard, Keys.Of("token"));
        var (first, all) = await TickAsync(tab);
        all.ShouldBe(Enum.GetNames<Topic>().Select(name => name.ToLowerInvariant()));
        dashboard.Get<ChangeFeed>().Changed(Topic.Logs);
        var (second, topics) = await TickAsync(tab);
        topics.ShouldBe(["logs"]);
        second.ShouldBeGreaterThan(first);
    }

    [Fact]
    public async Task Telemetry_that_comes_in_is_told_of()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        using var tab = await OpenAsync(dashboard, Keys.Of("token"));
        await TickAsync(tab);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(Telemetry.Spans("a", Telemetry.Span("b", 1, 1)).ToByteArray());
        content.Headers.ContentType = new("application/x-protobuf");
        (await http.PostAsync(new Uri(dashboard.Application.OtlpHttpEndpoint!, "/v1/traces"), content, Cancel)).EnsureSuccessStatusCode();
        (await TickAsync(tab)).Topics.ShouldContain("traces");
    }

    [Fact]
    public async Task Seven_tabs_hear_the_same_tick()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        var tabs = new List<ClientWebSocket>();
        for (var number = 0; number < 7; number++)
        {
            tabs.Add(await OpenAsync(dashboard, Keys.Of("token")));
            await TickAsync(tabs[^1]);
        }
        dashboard.Get<ChangeFeed>().Changed(Topic.Alarms);
        var heard = new List<long>();
        foreach (var tab in tabs)
        {
            var (sequence, topics) = await TickAsync(tab);
            topics.ShouldBe(["alarms"]);
            heard.Add(sequence);
            tab.Dispose();
        }
        heard.Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"key":"wrong"}""")]
    [InlineData("""{"key":null}""")]
    [InlineData("""["key"]""")]
    [InlineData("no json")]
    public async Task Who_has_no_key_is_sent_away(string first)
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        using var tab = new ClientWebSocket();
        await tab.ConnectAsync(AddressOf(dashboard), Cancel);
        await tab.SendAsync(Encoding.UTF8.GetBytes(first), WebSocketMessageType.Text, true, Cancel);
        var answer = await tab.ReceiveAsync(new byte[100].AsMemory(), Cancel);
        answer.MessageType.ShouldBe(WebSocketMessageType.Close);
        tab.CloseStatus.ShouldBe((WebSocketCloseStatus)4401);
    }

    [Fact]
    public async Task A_page_of_another_origin_cannot_open_it_even_with_the_key()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        foreach (var origin in (string[])["http://localhost:3000", "https://evil.example", "null"])
        {
            using var tab = new ClientWebSocket();
            tab.Options.SetRequestHeader("Origin", origin);
            tab.Options.CollectHttpResponseDetails = true;
            await Should.ThrowAsync<WebSocketException>(() => tab.ConnectAsync(AddressOf(dashboard), Cancel));
            tab.HttpStatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden, origin);
        }
        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", dashboard.Application.Url.GetLeftPart(UriPartial.Authority));
        await own.ConnectAsync(AddressOf(dashboard), Cancel);
        own.State.ShouldBe(WebSocketState.Open);
    }

    [Fact]
    public async Task A_dashboard_that_ends_does_not_wait_for_open_tabs()
    {
        var dashboard = await TestDashboard.StartAsync(Secured);
        using var tab = await OpenAsync(dashboard, Keys.Of("token"));
        await TickAsync(tab);
        await dashboard.DisposeAsync();
        await Should.ThrowAsync<WebSocketException>(() => TickAsync(tab));
    }

    [Fact]
    public async Task Markers_are_given_for_the_time_asked_for()
    {
        await using var dashboard = await TestDashboard.StartAsync(Secured);
        var log = dashboard.Get<MarkerLog>();
        log.Add(Telemetry.Epoch, "restart", "warning", "ordering", "ordering restarted");
        log.Add(Telemetry.Epoch.AddSeconds(10), "alarm", "error", null, "slow");
        var at = Telemetry.Epoch.ToUnixTimeMilliseconds();
        using var json = JsonDocument.Parse(await dashboard.Http.GetStringAsync($"/api/markers?from={at + 5000}&to={at + 10_000}", Cancel));
        var marker = json.RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        marker.GetProperty("at").GetDouble().ShouldBe(at + 10_000);
        marker.GetProperty("kind").GetString().ShouldBe("alarm");
        marker.GetProperty("text").GetString().ShouldBe("slow");
    }

    private static Uri AddressOf(TestDashboard dashboard) =>
        new UriBuilder(dashboard.Application.Url) { Scheme = "ws", Path = "/api/live" }.Uri;

    private static async Task<ClientWebSocket> OpenAsync(TestDashboard dashboard, string key)
    {
        var tab = new ClientWebSocket();
        await tab.ConnectAsync(AddressOf(dashboard), Cancel);
        await tab.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { key }), WebSocketMessageType.Text, true, Cancel);
        return tab;
    }

    private static async Task<(long Sequence, string[] Topics)> TickAsync(ClientWebSocket tab)
    {
        var buffer = new byte[1000];
        var read = await tab.ReceiveAsync(buffer.AsMemory(), Cancel);
        if (read.MessageType is WebSocketMessageType.Close)
        {
            throw new WebSocketException("The server closed.");
        }
        using var json = JsonDocument.Parse(buffer.AsMemory(0, read.Count));
        return (
            json.RootElement.GetProperty("seq").GetInt64(),
            [.. json.RootElement.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()!)]
        );
    }
}
