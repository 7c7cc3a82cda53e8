using Engines.Tests;
using Npgsql;
using Platform.Engines.PostgreSQL;
using Platform.Engines.Redis;
using Platform.Hosting;
using Services.Tests.Support;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace Services.Tests.Support;

/// <summary>One PostgreSQL and one Redis for all tests of this assembly, from the platform's own engines; each test takes databases of its own.</summary>
public sealed class DatabaseServers : IAsyncLifetime
{
    private const string Password = "of-these-tests";
    private readonly Sandbox sandbox = new();
    private Served postgres = null!;
    private Served redis = null!;
    private int databases;

    public async ValueTask InitializeAsync()
    {
        postgres = await Served.StartAsync(
            new PostgresEngine(),
            new EngineRequest
            {
                ResourceName = "postgres",
                Settings = new PostgresSettings("postgres", Password),
                StateDirectory = sandbox["postgres"],
                Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
                Arguments = ["-c", "max_connections=600"],
            }
        );
        redis = await Served.StartAsync(
            new RedisEngine(),
            new EngineRequest
            {
                ResourceName = "redis",
                Settings = new RedisSettings(Password),
                StateDirectory = sandbox["redis"],
                Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
                Arguments = ["--databases", "1000"],
            }
        );
    }

    /// <summary>Creates a database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var unique = $"{name}_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"create database {unique}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(unique);
    }

    /// <summary>A Redis database that no other test uses.</summary>
    public string CreateRedis() => $"127.0.0.1:{redis.Port},password={Password},defaultDatabase={Interlocked.Increment(ref databases)}";

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        sandbox.Dispose();
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={postgres.Port};Username=postgres;Password={Password};Database={database};Timeout=60";
}
