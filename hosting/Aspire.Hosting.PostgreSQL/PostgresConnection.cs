using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Aspire.Hosting.Postgres;

/// <summary>Connections of the host itself to the servers it runs.</summary>
internal static class PostgresConnection
{
    private const string DefaultDatabase = "postgres";

    /// <summary>
    /// Tries to connect to nobody. A first connection costs the host about 0.2 s of JIT, on the way of all that wait for the database;
    /// half of it can be spent while the server starts.
    /// </summary>
    public static async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        // Bound and not listening: the port is nobody else's, and refuses at once.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        try
        {
            var port = ((IPEndPoint)nobody.LocalEndPoint!).Port;
            await using var connection = await OpenAsync($"Host=127.0.0.1;Port={port};Username=nobody;Password=none", cancellationToken)
                .ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // Refused, as meant.
        }
    }

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
