using Engines.Tests;
using Files.Tests.Support;
using Npgsql;
using Platform.Engines.PostgreSQL;
using Platform.Hosting;

[assembly: AssemblyFixture(typeof(Postgres))]

namespace Files.Tests.Support;

/// <summary>One PostgreSQL for all tests of this assembly, from the platform's own engine; each test takes databases of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private const string Password = "of-these-tests";
    private readonly Sandbox sandbox = new();
    private Served served = null!;
    private int databases;

    public async ValueTask InitializeAsync() =>
        served = await Served.StartAsync(
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

    /// <summary>Creates a database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var unique = $"{name}_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var command = source.CreateCommand($"create database {unique}");
        await command.ExecuteNonQueryAsync();
        return ConnectionString(unique);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await served.DisposeAsync();
        sandbox.Dispose();
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={served.Port};Username=postgres;Password={Password};Database={database};Timeout=60";
}
