using System.ComponentModel;
using System.IO.Compression;
using System.Net.Sockets;
using Platform.Engines.PostgreSQL.Data;
using Platform.Engines.PostgreSQL.Install;
using Platform.Engines.PostgreSQL.Protocol;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Scripts;

/// <summary>Runs what the container image would find in <c>/docker-entrypoint-initdb.d</c>: .sql, .sql.gz and .sh files.</summary>
internal sealed class InitFiles(
    string resource,
    ServerSocket socket,
    string defaultDatabase,
    IReadOnlyDictionary<string, string> environment
)
{
    public async Task RunAsync(string file, CancellationToken cancellationToken)
    {
        if (file.EndsWith(".sh", StringComparison.Ordinal))
        {
            await ToolAsync(file, ["bash", file], cancellationToken);
            return;
        }

        var script = await ReadAsync(file, cancellationToken);
        var steps = SqlScript.Split(script);
        if (SqlScript.NeedsPsql(steps) is { } reason)
        {
            await PsqlAsync(file, reason, cancellationToken);
            return;
        }

        var database = defaultDatabase;
        PostgresConnection? connection = null;
        try
        {
            foreach (var step in steps)
            {
                if (step.Connect)
                {
                    await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
                    (database, connection) = (step.Text, null);
                    continue;
                }

                connection ??= await socket.ConnectAsync(database, cancellationToken);
                await RunAsync(connection, step.Text, cancellationToken);
            }
        }
        catch (Exception error) when (error is PostgresError or SocketException or IOException)
        {
            throw Failed(file, error.Message, error);
        }
        finally
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task RunAsync(PostgresConnection connection, string statement, CancellationToken cancellationToken)
    {
        try
        {
            await connection.QueryAsync(statement, cancellationToken);
        }
        catch (PostgresError error)
        {
            var shown = statement.Length > 200 ? statement[..200] + " …" : statement;
            throw new IOException($"{error.Message}\n  in: {shown}", error);
        }
    }

    private async Task PsqlAsync(string file, string reason, CancellationToken cancellationToken)
    {
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            throw Failed(file, $"'{reason}' needs psql, which reads no compressed files. Unpack it: gunzip '{file}'");
        }

        try
        {
            await ToolAsync(file, ["psql", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-q", "-f", file], cancellationToken);
        }
        catch (Win32Exception missing)
        {
            throw Failed(file, $"'{reason}' needs psql, which is not here. Install it: sudo apt-get install -y postgresql-client", missing);
        }
    }

    private async Task ToolAsync(string file, string[] command, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(environment)
        {
            ["PGHOST"] = socket.Directory,
            ["PGPORT"] = socket.Port.ToString(),
            ["PGUSER"] = socket.User,
            ["PGDATABASE"] = defaultDatabase,
            ["POSTGRES_USER"] = socket.User,
            ["POSTGRES_DB"] = defaultDatabase,
        };
        var result = await Tool.RunAsync(command, Path.GetDirectoryName(file), variables, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw Failed(file, $"{command[0]} exited with {result.ExitCode}: {result.Tail}");
        }
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using Stream raw = File.OpenRead(file);
        await using var content = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private EngineException Failed(string file, string why, Exception? inner = null) =>
        new($"{resource}: the init file '{file}' failed, so there is no data directory yet. {why}", inner);
}
