using System.Diagnostics;
using Platform.Engines.PostgreSQL;
using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Engines.Tests;

public sealed class PostgresInstallTests
{
    [Fact]
    public async Task Several_starts_at_once_on_an_empty_cache_install_once_and_make_one_template()
    {
        using var sandbox = new Sandbox();
        await PostgresServers.EngineAsync();
        var said = new Said();
        List<EngineRequest> requests =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i =>
                    PostgresServers.Request(sandbox, new PostgresDatabase("once")) with
                    {
                        StateDirectory = sandbox[$"state{i}"],
                        Progress = said,
                    }
                ),
        ];

        // An engine each, as in processes of their own: the lock is the file's, not the engine's.
        var options = new PostgresEngineOptions { CacheDirectory = sandbox["cache"], BinDirectory = null };
        var served = await Task.WhenAll(requests.Select(request => Served.StartAsync(new PostgresEngine(options), request)));

        foreach (var server in served)
        {
            (await server.QueryAsync("SELECT current_database()", "once")).ShouldBe("once");
            await server.DisposeAsync();
        }

        said.Lines.Count(line => line.StartsWith("making a PostgreSQL", StringComparison.Ordinal)).ShouldBe(1);
        Assert.SkipWhen(
            said.Lines.Any(line => line.Contains("taking Debian's")),
            "NOT PROVED, for npm is not reachable: that the package is installed once"
        );
        said.Lines.Count(line => line.StartsWith("installing PostgreSQL", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_held_by_another_process_is_waited_for_and_freed_by_its_death()
    {
        using var sandbox = new Sandbox();
        using var other = Process.Start(
            new ProcessStartInfo("flock", [sandbox["lock"], "sh", "-c", "echo held; exec cat"])
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        (await other.StandardOutput.ReadLineAsync()).ShouldBe("held");
        var waits = new TaskCompletionSource();

        var acquiring = CrossProcessLock.AcquireAsync(sandbox["lock"], waits.SetResult, TestContext.Current.CancellationToken);
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(30));
        acquiring.IsCompleted.ShouldBeFalse();
        other.Kill(entireProcessTree: true);

        using var acquired = await acquiring.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_configured_server_that_is_not_there_is_named_with_the_remedy()
    {
        using var sandbox = new Sandbox();
        var engine = new PostgresEngine(new PostgresEngineOptions { BinDirectory = sandbox["nowhere"], CacheDirectory = sandbox["cache"] });

        var error = await Should.ThrowAsync<EngineException>(() => engine.EnsureInstalledAsync());

        error.Message.ShouldContain($"'{sandbox["nowhere"]}'");
        error.Message.ShouldContain("unset PLATFORM_POSTGRES_BIN");
    }

    [Fact]
    public async Task A_fresh_start_takes_over_the_last_runs_directory_without_its_data()
    {
        using var sandbox = new Sandbox();
        var engine = await PostgresServers.EngineAsync();
        var request = PostgresServers.Request(sandbox);
        await using (var killed = await Served.StartAsync(engine, request))
        {
            await killed.QueryAsync("CREATE TABLE left_over AS SELECT generate_series(1, 100000)");
            await killed.QueryAsync("ALTER SYSTEM SET work_mem = '9MB'");
            await killed.KillAsync();
        }

        await using var served = await Served.StartAsync(engine, request);

        (await served.QueryAsync("SELECT count(*) FROM pg_tables WHERE tablename = 'left_over'")).ShouldBe(0L);
        (await served.QueryAsync("SHOW work_mem")).ShouldBe("4MB");
    }

    [Fact]
    public async Task Root_without_user_namespaces_serves_from_a_home_that_only_root_may_enter()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "NOT PROVED, for this is not root: that root's server runs as nobody");
        using var sandbox = new Sandbox();
        await PostgresServers.EngineAsync();
        var options = new PostgresEngineOptions { BinDirectory = null, CacheDirectory = sandbox["home/cache"] };
        Directory.CreateDirectory(sandbox["home"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var engine = new PostgresEngine(options) { Account = ServerAccount.OtherUser };
        var request = PostgresServers.Request(sandbox, new PostgresDatabase("kept")) with
        {
            StateDirectory = sandbox["home/state"],
            KeepData = true,
        };
        string standIn;
        await using (var first = await Served.StartAsync(engine, request))
        {
            (await first.QueryAsync("CREATE TABLE mine (); SELECT pg_read_file('/proc/self/status') ~ 'Uid:\\s+65534'", "kept")).ShouldBe(
                true
            );
            standIn = await File.ReadAllTextAsync(sandbox["home/state/stand-in"]);
            await first.StopAsync();
        }

        await using (var second = await Served.StartAsync(engine, request))
        {
            (await second.QueryAsync("SELECT count(*) FROM mine", "kept")).ShouldBe(0L);
            await second.StopAsync();
        }

        Directory.Delete(sandbox["home/state"], recursive: true);
        await using var anew = await Served.StartAsync(engine, request);

        (await anew.QueryAsync("SELECT count(*) FROM pg_tables WHERE tablename = 'mine'", "kept")).ShouldBe(0L);
        Directory.Exists(standIn).ShouldBeFalse();
        await anew.StopAsync();
        foreach (var directory in new[] { "home/state/stand-in", "home/cache/stand-in" })
        {
            Directory.Delete(await File.ReadAllTextAsync(sandbox[directory]), recursive: true);
        }
    }

    private sealed class Said : IProgress<string>
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public void Report(string value)
        {
            lock (_lines)
            {
                _lines.Add(value);
            }
        }
    }
}
