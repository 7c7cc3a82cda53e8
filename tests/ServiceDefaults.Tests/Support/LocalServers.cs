using Engines.Tests;
using Npgsql;
using Platform.Engines.PostgreSQL;
using Platform.Engines.Redis;
using Platform.Hosting;

[assembly: AssemblyFixture(typeof(ServiceDefaults.Tests.Support.LocalServers))]

namespace ServiceDefaults.Tests.Support;

/// <summary>One PostgreSQL and one Redis for the whole run, from the platform's own engines, which install what a machine lacks.</summary>
public sealed class LocalServers : IAsyncLifetime
{
    private const string Password = "of-these-tests";
    private readonly Sandbox sandbox = new();
    private Served postgres = null!;
    private Served redis = null!;

    public string Redis => $"127.0.0.1:{redis.Port},password={Password}";

    public int RedisPort => redis.Port;

    /// <summary>The connection string of a new, empty database.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    public async ValueTask InitializeAsync()
    {
        postgres = await StartAsync(new PostgresEngine(), "postgres", new PostgresSettings("postgres", Password));
        redis = await StartAsync(new RedisEngine(), "redis", new RedisSettings(Password));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
        sandbox.Dispose();
    }

    private Task<Served> StartAsync(IEngine engine, string name, EngineSettings settings) =>
        Served.StartAsync(
            engine,
            new EngineRequest
            {
                ResourceName = name,
                Settings = settings,
                StateDirectory = sandbox[name],
                Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
            }
        );

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={postgres.Port};Username=postgres;Password={Password};Database={database};Timeout=60";
}
