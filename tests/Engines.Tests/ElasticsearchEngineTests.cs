using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Platform.Engines.Host;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>The search node as the host starts it, here and in the child process.</summary>
public sealed class ElasticsearchEngineTests
{
    private const string Password = "needle-in-{no}~haystack-62";

    public static TheoryData<EnginePlacement> Placements => [EnginePlacement.InProcess, EnginePlacement.ChildProcess];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Kept_data_survives_a_stop_and_a_changed_password_and_a_snapshot_can_be_restored(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await WriteAsync(client, "before");
            await first.Engine.SnapshotAsync(sandbox["snapshot"], Cancelled);
            await WriteAsync(client, "after");
            await first.StopAsync();
        }

        var changed = request with { Settings = new ElasticsearchSettings("another-password") };
        await using (var second = await Served.StartAsync(Engine(), changed))
        {
            using var client = Connect(changed);
            (await ReadAsync(client)).ShouldBe("after");
            (await SearchAsync(client, "after")).ShouldBe(1);
            using var stranger = Connect(request);
            (await stranger.GetAsync("/", Cancelled)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
            await second.StopAsync();
        }

        var restored = await Engine().PrepareAsync(changed, Cancelled);
        await restored.RestoreAsync(sandbox["snapshot"], Cancelled);
        await using var third = await Served.StartAsync(restored, changed);
        using var last = Connect(changed);
        (await ReadAsync(last)).ShouldBe("before");
        (await SearchAsync(last, "after")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Placements))]
    public async Task Without_a_volume_every_start_is_fresh(EnginePlacement placement)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, placement);
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await WriteAsync(client, "forgotten");
            await first.StopAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = Connect(request);
        (await again.GetAsync("/things", Cancelled)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_of_the_process()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.ChildProcess) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = Connect(request);
            await WriteAsync(client, "here to stay");
            await first.KillAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = Connect(request);
        (await ReadAsync(again)).ShouldBe("here to stay");
        (await SearchAsync(again, "stay")).ShouldBe(1);
    }

    [Fact]
    public async Task The_node_has_the_name_of_the_graph_and_without_a_password_asks_nobody()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.InProcess) with
        {
            Settings = new ElasticsearchSettings(null) { ClusterName = "shop", NodeName = "one" },
        };
        await using var served = await Served.StartAsync(Engine(), request);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{request.Ports["http"]}") };

        var info = await client.GetFromJsonAsync<JsonElement>("/", Cancelled);

        (info.GetProperty("name").GetString(), info.GetProperty("cluster_name").GetString()).ShouldBe(("one", "shop"));
    }

    [Fact]
    public async Task A_probe_with_another_password_is_refused()
    {
        using var sandbox = new Sandbox();
        await using var served = await Served.StartAsync(Engine(), Request(sandbox, EnginePlacement.InProcess));
        using var elsewhere = new Sandbox();
        var stranger = await Engine()
            .PrepareAsync(
                Request(elsewhere, EnginePlacement.InProcess) with
                {
                    Settings = new ElasticsearchSettings("wrong-password"),
                    Ports = served.Request.Ports,
                },
                Cancelled
            );

        (await Should.ThrowAsync<IOException>(() => stranger.ProbeAsync(Cancelled))).Message.ShouldContain("401");
    }

    [Fact]
    public async Task The_password_is_on_no_command_line_in_no_environment_in_no_log_and_in_no_file()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox, EnginePlacement.ChildProcess) with { KeepData = true };
        await using var served = await Served.StartAsync(Engine(), request);
        using (var client = Connect(request))
        {
            await WriteAsync(client, "hello");
        }

        Processes.CommandLines().ShouldAllBe(line => !line.Contains(Password));
        Processes.EnvironmentOf(served.Run.ProcessId!.Value).ShouldNotContain(Password);
        await served.StopAsync();
        served.Log.ShouldNotContain(Password);
        Processes.FilesWith(sandbox.Root, Password).ShouldBeEmpty();
    }

    private static ElasticsearchEngine Engine() => new(new EngineProcess());

    private static EngineRequest Request(Sandbox sandbox, EnginePlacement placement) =>
        new()
        {
            ResourceName = "search",
            Settings = new ElasticsearchSettings(Password),
            StateDirectory = sandbox["state"],
            SharedDirectory = sandbox.Root,
            Placement = placement,
            Ports = new Dictionary<string, int> { ["http"] = Served.FreePort(), ["internal"] = Served.FreePort() },
        };

    private static HttpClient Connect(EngineRequest request)
    {
        var credentials = Encoding.UTF8.GetBytes($"elastic:{((ElasticsearchSettings)request.Settings).Password}");
        return new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{request.Ports["http"]}"),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials)) },
        };
    }

    private static async Task WriteAsync(HttpClient client, string text) =>
        (await client.PutAsJsonAsync("/things/_doc/1?refresh=true", new { text }, Cancelled)).EnsureSuccessStatusCode();

    private static async Task<string?> ReadAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonElement>("/things/_source/1", Cancelled)).GetProperty("text").GetString();

    private static async Task<int> SearchAsync(HttpClient client, string word) =>
        (await client.GetFromJsonAsync<JsonElement>($"/things/_count?q=text:{word}", Cancelled)).GetProperty("count").GetInt32();
}
