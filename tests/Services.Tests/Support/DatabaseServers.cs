using Npgsql;
using Services.Tests.Support;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace Services.Tests.Support;

/// <summary>One PostgreSQL and one Redis for all tests of this assembly; each test takes databases of its own.</summary>
public sealed class DatabaseServers : IAsyncLifetime
{
    private readonly PostgresServer postgres = new();
    private readonly RedisServer redis = new();
    private int databases;

    public async ValueTask InitializeAsync() => await Task.WhenAll(postgres.StartAsync(), redis.StartAsync());

    /// <summary>Creates a database and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        var unique = $"{name}_{Interlocked.Increment(ref databases)}";
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres"));
        await using var command = source.CreateCommand($"create database {unique}");
        await command.ExecuteNonQueryAsync();
        return postgres.ConnectionString(unique);
    }

    /// <summary>A Redis database that no other test uses.</summary>
    public string CreateRedis() => $"{redis.Address},defaultDatabase={Interlocked.Increment(ref databases)},allowAdmin=false";

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await redis.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
