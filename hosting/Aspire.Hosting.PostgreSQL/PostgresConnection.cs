using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Connections of the host itself to the servers it runs.</summary>
internal static class PostgresConnection
{
    private const string DefaultDatabase = "postgres";

    /// <summary>Opens a connection; without a database in the connection string, to <c>postgres</c>.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(string? connectionString, CancellationToken cancellationToken)
    {
        // Unpooled: a pool would hold a session open, which a restarted server has forgotten and a stopping one waits for.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        settings.Database ??= DefaultDatabase;

        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
