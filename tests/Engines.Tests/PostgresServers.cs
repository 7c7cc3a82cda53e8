using Npgsql;
using Platform.Engines.PostgreSQL;
using Platform.Hosting;

namespace Engines.Tests;

/// <summary>What the PostgreSQL tests share: the server, or a skip that says why there is none; requests; clients.</summary>
internal static class PostgresServers
{
    private static readonly Lazy<Task<string?>> Absence = new(FindAsync);

    public static async Task<PostgresEngine> EngineAsync()
    {
        var absence = await Absence.Value;
        Assert.SkipWhen(absence is not null, $"NOT PROVED, for no PostgreSQL could be had: {absence}");
        return new PostgresEngine();
    }

    public static EngineRequest Request(Sandbox sandbox, params PostgresDatabase[] databases) =>
        new()
        {
            ResourceName = "postgres",
            Settings = new PostgresSettings("postgres", "first-Secret'\"1") { Databases = databases },
            StateDirectory = sandbox["state"],
            Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
        };

    public static EngineRequest With(this EngineRequest request, Func<PostgresSettings, PostgresSettings> change) =>
        request with
        {
            Settings = change((PostgresSettings)request.Settings),
            Ports = new Dictionary<string, int> { ["tcp"] = Served.FreePort() },
        };

    public static async Task<object?> QueryAsync(this Served served, string sql, string database = "postgres", string? password = null)
    {
        var settings = (PostgresSettings)served.Request.Settings;
        var connectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "localhost",
            Port = served.Port,
            Username = settings.UserName,
            Password = password ?? settings.Password,
            Database = database,
            Pooling = false,
            Timeout = 30,
        };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string?> FindAsync()
    {
        try
        {
            await new PostgresEngine().EnsureInstalledAsync();
            return null;
        }
        catch (EngineException absent)
        {
            return absent.Message;
        }
    }
}
