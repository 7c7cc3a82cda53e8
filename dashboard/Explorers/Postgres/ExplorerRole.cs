using System.Security.Cryptography;
using Npgsql;

namespace Platform.Dashboard.Explorers.Postgres;

/// <summary>
/// The role that explorers read with: no superuser, no <c>pg_read_all_data</c>, nothing but <c>SELECT</c> on the tables of users, read-only
/// by default, five seconds a statement. The connection string's own role makes it and grants it what has been created since.
/// </summary>
internal sealed class ExplorerRole(NpgsqlConnectionStringBuilder administrator) : IAsyncDisposable
{
    public const string Name = "platform_explorer";

    private readonly SemaphoreSlim gate = new(1, 1);
    private string? password;

    /// <summary>A connection to a database as this role.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await GrantAsync(database, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
        var reader = new NpgsqlConnectionStringBuilder(administrator.ConnectionString)
        {
            Username = Name,
            Password = password,
            Database = database,
            ApplicationName = "Platform explorer",
        };
        var connection = new NpgsqlConnection(reader.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task GrantAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(administrator.ConnectionString) { Database = database }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        // Several dashboards may look at one server: one of them at a time makes the role, and each sets a password that the others do not know,
        // so what is known is tried again at every opening.
        var fresh = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await using var command = connection.CreateCommand();
        command.CommandText = Script(password ?? fresh);
        await command.ExecuteNonQueryAsync(cancellationToken);
        password ??= fresh;
    }

    private static string Script(string secret) =>
        $$"""
            do $explorer$
            declare
              one text;
            begin
              perform pg_advisory_xact_lock(7077, 1);
              if not exists (select from pg_roles where rolname = '{{Name}}') then
                create role {{Name}};
              end if;
              alter role {{Name}} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '{{secret}}';
              alter role {{Name}} set default_transaction_read_only = on;
              alter role {{Name}} set statement_timeout = '5s';
              alter role {{Name}} set lock_timeout = '1s';
              execute format('grant connect on database %I to {{Name}}', current_database());
              for one in select nspname from pg_namespace where nspname not like 'pg\_%' and nspname <> 'information_schema' loop
                execute format('grant usage on schema %I to {{Name}}', one);
                execute format('grant select on all tables in schema %I to {{Name}}', one);
              end loop;
            end
            $explorer$
            """;
}
