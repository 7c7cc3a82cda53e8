using Platform.Engines.Redis;
using Platform.Hosting;
using StackExchange.Redis;

namespace Engines.Tests;

public sealed class RedisEngineTests
{
    private const string Password = "first Secret\"\\1";

    [Fact]
    public async Task A_fresh_server_answers_and_forgets_at_the_next_start()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox) with { };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = await ConnectAsync(first, Password);
            await client.Database.StringSetAsync("cart", "lamp");
            (await client.Database.StringGetAsync("cart")).ShouldBe((RedisValue)"lamp");
            await first.StopAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = await ConnectAsync(second, Password);

        (await again.Database.KeyExistsAsync("cart")).ShouldBeFalse();
    }

    [Fact]
    public async Task Kept_data_survives_a_stop_and_a_changed_password()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = await ConnectAsync(first, Password);
            await client.Database.StringSetAsync("cart", "lamp");
            await first.StopAsync();
        }

        var changed = request with { Settings = new RedisSettings("second") };
        await using var second = await Served.StartAsync(Engine(), changed);
        using var again = await ConnectAsync(second, "second");

        (await again.Database.StringGetAsync("cart")).ShouldBe((RedisValue)"lamp");
    }

    [Fact]
    public async Task Kept_data_survives_kill_9()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox) with { KeepData = true };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = await ConnectAsync(first, Password);
            await client.Database.StringSetAsync("cart", "lamp");
            await first.KillAsync();
        }

        await using var second = await Served.StartAsync(Engine(), request);
        using var again = await ConnectAsync(second, Password);

        (await again.Database.StringGetAsync("cart")).ShouldBe((RedisValue)"lamp");
    }

    [Fact]
    public async Task A_wrong_password_or_none_is_refused()
    {
        using var sandbox = new Sandbox();
        await using var served = await Served.StartAsync(Engine(), Request(sandbox));
        using var elsewhere = new Sandbox();
        var stranger = await Engine()
            .PrepareAsync(Request(elsewhere) with { Settings = new RedisSettings("wrong"), Ports = served.Request.Ports });
        var nobody = await Engine()
            .PrepareAsync(Request(elsewhere) with { Settings = new RedisSettings(Password: null), Ports = served.Request.Ports });

        (await Should.ThrowAsync<InvalidOperationException>(() => stranger.ProbeAsync())).Message.ShouldContain("WRONGPASS");
        (await Should.ThrowAsync<InvalidOperationException>(() => nobody.ProbeAsync())).Message.ShouldContain("NOAUTH");
    }

    [Fact]
    public async Task The_password_is_on_no_command_line_in_no_log_and_in_no_file()
    {
        using var sandbox = new Sandbox();
        const string secret = "needle-in-no-haystack-78";
        var request = Request(sandbox) with { Settings = new RedisSettings(secret), KeepData = true, Arguments = ["--loglevel", "debug"] };
        await using var served = await Served.StartAsync(Engine(), request);
        using (var client = await ConnectAsync(served, secret))
        {
            await client.Database.StringSetAsync("cart", "lamp");
        }

        Processes.CommandLines().ShouldAllBe(line => !line.Contains(secret));
        await served.StopAsync();
        served.Log.ShouldNotContain(secret);
        Processes.FilesWith(sandbox.Root, secret).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_containers_command_line_is_obeyed_but_for_what_is_the_engines_own()
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox) with
        {
            Settings = new RedisSettings(Password) { Persistence = (TimeSpan.FromMinutes(2), 5) },
            Arguments =
            [
                "-c",
                "redis-server --requirepass $REDIS_PASSWORD --port 6379 --save 60 1 --maxmemory 64mb",
                "--maxmemory-policy",
                "allkeys-lru",
            ],
        };
        await using var served = await Served.StartAsync(Engine(), request);
        using var client = await ConnectAsync(served, Password);
        var server = client.Server;

        server.ConfigGet("maxmemory")[0].Value.ShouldBe("67108864");
        server.ConfigGet("maxmemory-policy")[0].Value.ShouldBe("allkeys-lru");
        server.ConfigGet("save")[0].Value.ShouldBe("120 5");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_snapshot_can_be_restored_with_and_without_a_volume(bool keepData)
    {
        using var sandbox = new Sandbox();
        var request = Request(sandbox) with { KeepData = keepData };
        await using (var first = await Served.StartAsync(Engine(), request))
        {
            using var client = await ConnectAsync(first, Password);
            await client.Database.StringSetAsync("cart", "lamp");
            await first.Engine.SnapshotAsync(sandbox["snapshot"]);
            await client.Database.StringSetAsync("cart", "chair");
            await first.StopAsync();
        }

        var prepared = await Engine().PrepareAsync(request);
        await prepared.RestoreAsync(sandbox["snapshot"]);
        await using var second = await Served.StartAsync(prepared, request);
        using var again = await ConnectAsync(second, Password);

        (await again.Database.StringGetAsync("cart")).ShouldBe((RedisValue)"lamp");
    }

    [Fact]
    public async Task A_missing_server_is_named_with_the_command_that_installs_it()
    {
        using var sandbox = new Sandbox();
        var engine = new RedisEngine(new RedisEngineOptions { Server = sandbox["nowhere/redis-server"] });

        var error = await Should.ThrowAsync<EngineException>(() => engine.PrepareAsync(Request(sandbox)));

        error.Message.ShouldContain(sandbox["nowhere/redis-server"]);
        error.Message.ShouldContain("unset PLATFORM_REDIS_SERVER");
    }

    private static RedisEngine Engine()
    {
        var engine = new RedisEngine();
        try
        {
            engine.FindServer();
        }
        catch (EngineException absent)
        {
            Assert.Skip($"NOT PROVED, for no Redis could be had: {absent.Message}");
        }

        return engine;
    }

    private static EngineRequest Request(Sandbox sandbox) =>
        new()
        {
            ResourceName = "redis",
            Settings = new RedisSettings(Password),
            StateDirectory = sandbox["state"],
            Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
        };

    private static async Task<Client> ConnectAsync(Served served, string password)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", served.Port } },
            Password = password,
            ConnectTimeout = 30_000,
            SyncTimeout = 30_000,
            AllowAdmin = true,
        };
        return new Client(await ConnectionMultiplexer.ConnectAsync(options));
    }

    private sealed class Client(ConnectionMultiplexer connection) : IDisposable
    {
        public IDatabase Database => connection.GetDatabase();

        public IServer Server => connection.GetServer(connection.GetEndPoints()[0]);

        // Dispose would wait SyncTimeout for an answer to QUIT.
        public void Dispose() => connection.Close(allowCommandsToComplete: false);
    }
}
