using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Creates the databases of the graph that a ready server has not.</summary>
internal static class PostgresDatabases
{
    public static async Task CreateMissingAsync(
        PostgresServerResource server,
        IServiceProvider services,
        CancellationToken cancellationToken
    )
    {
        if (server.DatabaseResources.Count == 0)
        {
            return;
        }

        var connectionString = await server.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        await using var connection = await PostgresConnection.OpenAsync(connectionString, cancellationToken).ConfigureAwait(false);
        var existing = await ExistingAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var database in server.DatabaseResources.Where(database => !existing.Contains(database.DatabaseName)))
        {
            var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(database);
            await CreateAsync(connection, database, logger, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<HashSet<string>> ExistingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select datname::text from pg_database", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task CreateAsync(
        NpgsqlConnection connection,
        PostgresDatabaseResource database,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var sql = PostgresEngineSettings.ScriptOf(database) ?? $"CREATE DATABASE {Quote(database.DatabaseName)}";
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            logger.LogInformation("Created database '{Database}' on '{Server}'.", database.DatabaseName, database.Parent.Name);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            logger.LogDebug("Database '{Database}' exists on '{Server}'.", database.DatabaseName, database.Parent.Name);
        }
        catch (NpgsqlException exception)
        {
            // The server is fine and so may be the other databases; this one's health check stays unhealthy and says why.
            logger.LogError(
                exception,
                "Database '{Database}' could not be created on '{Server}'.",
                database.DatabaseName,
                database.Parent.Name
            );
        }
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";
}
