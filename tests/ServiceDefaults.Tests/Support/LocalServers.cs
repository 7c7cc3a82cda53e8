using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

[assembly: AssemblyFixture(typeof(ServiceDefaults.Tests.Support.LocalServers))]

namespace ServiceDefaults.Tests.Support;

/// <summary>A throw-away PostgreSQL and Redis for the whole run, where the machine has them; else their tests are skipped, and say so.</summary>
public sealed class LocalServers : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("servicedefaults-").FullName;
    private readonly List<Process> processes = [];
    private string? postgres;
    private string? redis;

    public string Redis
    {
        get
        {
            Assert.SkipWhen(redis is null, "NOT PROVED: the Redis client. No redis-server on the PATH (apt-get install redis-server).");
            return redis;
        }
    }

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        Assert.SkipWhen(
            postgres is null,
            "NOT PROVED: migrations and SQL spans. No PostgreSQL in /usr/lib/postgresql (apt-get install postgresql)."
        );
        var name = $"test_{Guid.NewGuid():n}";
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(postgres) { Database = name }.ConnectionString;
    }

    public async ValueTask InitializeAsync()
    {
        if (FindPostgres() is { } bin)
            postgres = await StartPostgresAsync(bin);
        if (File.Exists("/usr/bin/redis-server"))
            redis = await StartRedisAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            // Their data is thrown away: SIGKILL to the whole tree is the quickest stop.
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
        Directory.Delete(directory, recursive: true);
    }

    private static string? FindPostgres() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(Directory.Exists)
            : null;

    private async Task<string> StartPostgresAsync(string bin)
    {
        var data = Path.Combine(directory, "pg");
        Directory.CreateDirectory(data);
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
            await RunAsync("chown", "65534:65534", data);
        }
        await RunAsync([.. AsServer(), Path.Combine(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-N"]);
        var port = FreePort();
        Start([
            .. AsServer(),
            Path.Combine(bin, "postgres"),
            "-D",
            data,
            "-p",
            $"{port}",
            "-h",
            "127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
        ]);
        var connection = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
        await using var source = NpgsqlDataSource.Create(connection);
        await UntilAsync(async () => await (await source.OpenConnectionAsync()).DisposeAsync());
        return connection;
    }

    private async Task<string> StartRedisAsync()
    {
        var port = FreePort();
        Start(["redis-server", "--bind", "127.0.0.1", "--port", $"{port}", "--save", "", "--dir", directory]);
        await UntilAsync(async () =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
        });
        return $"127.0.0.1:{port}";
    }

    // PostgreSQL refuses to run as root.
    private static string[] AsServer() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : [];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<Task> attempt)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception error) when (error is NpgsqlException or SocketException && patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Yield();
            }
        }
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Launch(command);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Join(' ', command));
    }

    private void Start(string[] command) => processes.Add(Launch(command));

    private static Process Launch(string[] command)
    {
        var process = Process.Start(
            new ProcessStartInfo(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
