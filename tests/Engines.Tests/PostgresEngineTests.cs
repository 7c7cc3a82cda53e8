using Npgsql;
using Platform.Hosting;

namespace Engines.Tests;

public sealed class PostgresEngineTests
{
    private static readonly PostgresDatabase CatalogDb = new("catalogdb");

    [Fact]
    public async Task A_fresh_server_has_its_databases_and_forgets_them_at_the_next_start()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox, CatalogDb);
        await using (var first = await Served.StartAsync(engine, request))
        {
            await first.QueryAsync("CREATE TABLE product (name text); INSERT INTO product VALUES ('김치')", "catalogdb");
            (await first.QueryAsync("SELECT name FROM product", "catalogdb")).ShouldBe("김치");
            await first.StopAsync();
        }

        await using var second = await Served.StartAsync(engine, request);

        (await second.QueryAsync("SELECT count(*) FROM pg_tables WHERE tablename = 'product'", "catalogdb")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_kept_volume_keeps_its_rows_follows_a_new_password_and_gains_new_databases()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox, CatalogDb) with { KeepData = true };
        await using (var first = await Served.StartAsync(engine, request))
        {
            await first.QueryAsync("CREATE TABLE product (name text); INSERT INTO product VALUES ('lamp')", "catalogdb");
            await first.StopAsync();
        }

        var changed = request.With(settings => settings with { Password = "second-Secret2", Databases = [CatalogDb, new("ordersdb")] });
        await using var second = await Served.StartAsync(engine, changed);

        (await second.QueryAsync("SELECT name FROM product", "catalogdb")).ShouldBe("lamp");
        (await second.QueryAsync("SELECT current_database()", "ordersdb")).ShouldBe("ordersdb");
        (await second.QueryAsync("SHOW fsync")).ShouldBe("on");
        var refused = await Should.ThrowAsync<PostgresException>(() => second.QueryAsync("SELECT 1", password: "first-Secret'\"1"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_kept_volume_survives_kill_9_and_a_stale_lock_file_that_names_a_living_process()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox, CatalogDb) with { KeepData = true };
        await using (var first = await Served.StartAsync(engine, request))
        {
            await first.QueryAsync("CREATE TABLE product (name text); INSERT INTO product VALUES ('lamp')", "catalogdb");
            await first.KillAsync();
        }

        var lockFile = sandbox["state/data/postmaster.pid"];
        var lines = await File.ReadAllLinesAsync(lockFile);
        await File.WriteAllLinesAsync(lockFile, [Environment.ProcessId.ToString(), .. lines[1..]]);

        await using var second = await Served.StartAsync(engine, request);

        (await second.QueryAsync("SELECT name FROM product", "catalogdb")).ShouldBe("lamp");
    }

    [Fact]
    public async Task A_kept_volume_in_use_is_refused_with_the_process_that_uses_it()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox) with { KeepData = true };
        await using var first = await Served.StartAsync(engine, request);

        var refused = await Should.ThrowAsync<EngineException>(() => engine.PrepareAsync(request));

        refused.Message.ShouldContain($"process {first.Run.ProcessId}");
        (await first.QueryAsync("SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_kept_volume_of_another_version_or_user_is_refused_and_left_alone()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox) with { KeepData = true };
        await engine.PrepareAsync(request);

        var otherUser = await Should.ThrowAsync<EngineException>(() =>
            engine.PrepareAsync(request.With(s => s with { UserName = "someone" }))
        );
        await File.WriteAllTextAsync(sandbox["state/data/PG_VERSION"], "9.6\n");
        var otherVersion = await Should.ThrowAsync<EngineException>(() => engine.PrepareAsync(request));

        otherUser.Message.ShouldContain("belongs to the user 'postgres'");
        otherVersion.Message.ShouldContain("is of PostgreSQL 9.6");
        otherVersion.Message.ShouldContain("export PLATFORM_POSTGRES_BIN=");
        File.Exists(sandbox["state/data/global/pg_control"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Several_servers_start_at_once_from_one_template_and_share_nothing()
    {
        var engine = await PostgresServers.EngineAsync();
        List<Sandbox> sandboxes = [new(), new(), new(), new()];
        try
        {
            var servers = await Task.WhenAll(
                sandboxes.Select(sandbox => Served.StartAsync(engine, PostgresServers.Request(sandbox, CatalogDb, new("parallel"))))
            );
            for (var i = 0; i < servers.Length; i++)
            {
                await servers[i].QueryAsync($"CREATE TABLE mine (n int); INSERT INTO mine VALUES ({i})", "parallel");
            }

            for (var i = 0; i < servers.Length; i++)
            {
                (await servers[i].QueryAsync("SELECT sum(n) FROM mine", "parallel")).ShouldBe((long)i);
                await servers[i].DisposeAsync();
            }
        }
        finally
        {
            sandboxes.ForEach(sandbox => sandbox.Dispose());
        }
    }

    [Fact]
    public async Task The_password_is_on_no_command_line_in_no_log_and_in_no_file()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        const string secret = "needle-in-no-haystack-77";
        var request = PostgresServers.Request(sandbox, CatalogDb).With(settings => settings with { Password = secret }) with
        {
            Arguments = ["-c", "log_statement=all"],
            Environment = new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = secret },
        };
        await using var served = await Served.StartAsync(engine, request);
        await served.QueryAsync("SELECT 1");

        Processes.CommandLines().ShouldAllBe(line => !line.Contains(secret));
        Processes.EnvironmentOf(served.Run.ProcessId!.Value).ShouldNotContain(secret);
        await served.StopAsync();
        served.Log.ShouldContain("ALTER ROLE");
        served.Log.ShouldNotContain(secret);
        Processes.FilesWith(sandbox.Root, secret).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_images_variables_and_arguments_are_obeyed()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox).With(settings => settings with { UserName = "shop" }) with
        {
            Arguments = ["postgres", "-c", "max_connections=42"],
            Environment = new Dictionary<string, string>
            {
                ["POSTGRES_DB"] = "storefront",
                ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256 --data-checksums",
                ["POSTGRES_HOST_AUTH_METHOD"] = "md5",
            },
        };
        await using var served = await Served.StartAsync(engine, request);

        (await served.QueryAsync("SELECT current_user || ' ' || current_database()", "storefront")).ShouldBe("shop storefront");
        (await served.QueryAsync("SHOW max_connections", "storefront")).ShouldBe("42");
        (await served.QueryAsync("SHOW data_checksums", "storefront")).ShouldBe("on");
        (await served.QueryAsync("SELECT auth_method FROM pg_hba_file_rules WHERE address = '127.0.0.1' LIMIT 1", "storefront")).ShouldBe(
            "md5"
        );
    }

    [Fact]
    public async Task A_snapshot_of_a_busy_server_is_consistent_and_can_be_restored()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox, CatalogDb);
        await using (var first = await Served.StartAsync(engine, request))
        {
            await first.QueryAsync("CREATE TABLE pair (a int, b int); INSERT INTO pair VALUES (0, 0)", "catalogdb");
            using var enough = new CancellationTokenSource();
            var writer = Task.Run(async () =>
            {
                for (var i = 1; !enough.IsCancellationRequested; i++)
                {
                    await first.QueryAsync($"BEGIN; INSERT INTO pair VALUES ({i}, 0); UPDATE pair SET b = a; COMMIT", "catalogdb");
                }
            });
            await first.Engine.SnapshotAsync(sandbox["snapshot"]);
            await enough.CancelAsync();
            await writer;
            await first.QueryAsync("DROP TABLE pair", "catalogdb");
            await first.StopAsync();
        }

        var prepared = await engine.PrepareAsync(request);
        await prepared.RestoreAsync(sandbox["snapshot"]);
        await using var second = await Served.StartAsync(prepared, request);

        (await second.QueryAsync("SELECT count(*) > 0 AND bool_and(a = b) FROM pair", "catalogdb")).ShouldBe(true);
    }
}
