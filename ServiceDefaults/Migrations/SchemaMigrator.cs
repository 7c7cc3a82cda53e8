using System.Data;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Platform.ServiceDefaults.Migrations;

/// <summary>Brings one database to the newest migration. Safe to run from many replicas at once.</summary>
internal sealed partial class SchemaMigrator(
    NpgsqlDataSource source,
    IReadOnlyList<Migration> migrations,
    Func<NpgsqlConnection, CancellationToken, Task>? seed,
    ILogger<SchemaMigrator> logger
)
{
    // Any constant will do: advisory locks are the database's own.
    private const long LockKey = 0x5363_6865_6d61;

    /// <summary>Applies what is missing, in order, each in its own transaction.</summary>
    /// <exception cref="MigrationChangedException">An applied migration's text has changed since.</exception>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        if (seed is null && Missing(await ReadAppliedAsync(connection, cancellationToken)).Count == 0)
            return;

        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(
                connection,
                """
                create table if not exists schema_migrations (
                    version integer primary key,
                    name text not null,
                    checksum text not null,
                    applied_at timestamptz not null default now()
                )
                """,
                cancellationToken
            );
            foreach (var migration in Missing(await ReadAppliedAsync(connection, cancellationToken)))
                await ApplyAsync(connection, migration, cancellationToken);
            if (seed is not null)
                await seed(connection, cancellationToken);
        }
        finally
        {
            // Not with the caller's token: a cancelled start must not leave the lock to a pooled connection.
            if (connection.State is ConnectionState.Open)
                await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException error)
        {
            throw new InvalidOperationException(
                $"Migration '{migration.Name}.sql' failed and was rolled back: {error.MessageText} ({error.SqlState}) at character {error.Position}.",
                error
            );
        }
        await using var record = new NpgsqlCommand(
            "insert into schema_migrations (version, name, checksum) values ($1, $2, $3)",
            connection,
            transaction
        )
        {
            Parameters =
            {
                new() { Value = migration.Version },
                new() { Value = migration.Name },
                new() { Value = migration.Checksum },
            },
        };
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogApplied(migration.Name);
    }

    private List<Migration> Missing(Dictionary<int, string> applied)
    {
        var missing = new List<Migration>();
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Version, out var checksum))
                missing.Add(migration);
            else if (checksum != migration.Checksum)
                throw new MigrationChangedException(migration.Name);
        }
        return missing;
    }

    private static async Task<Dictionary<int, string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<int, string>();
        // Asked for first: to fail on a new database would be an error in every trace of a first start.
        await using var exists = new NpgsqlCommand("select to_regclass('schema_migrations') is not null", connection);
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
            return applied;
        await using var command = new NpgsqlCommand("select version, checksum from schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // No limit: a big migration takes its time, and so does waiting for another replica's.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Applied migration {Migration}")]
    private partial void LogApplied(string migration);
}
