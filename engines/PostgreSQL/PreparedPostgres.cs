using System.Net;
using Platform.Engines.PostgreSQL.Data;
using Platform.Engines.PostgreSQL.Install;
using Platform.Engines.PostgreSQL.Protocol;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL;

internal sealed class PreparedPostgres(PostgresPlan plan, ServerAccount account, DataDirectory data, ServerSocket socket) : IPreparedEngine
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private IRun? _run;
    private bool _open;

    public async Task<IRun> StartAsync(ILauncher launcher, CancellationToken cancellationToken = default)
    {
        _open = false;
        var run = await launcher.StartAsync(ServerCommand.Launch(plan, account, data.Path, socket), cancellationToken);
        return _run = new ReleasingRun(run, data.Release);
    }

    public async Task ProbeAsync(CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken);

        // From here on as a client: over TCP, with the password.
        var endpoint = new IPEndPoint(IPAddress.Loopback, plan.Port);
        var settings = plan.Settings;
        await using var connection = await PostgresConnection.OpenAsync(
            endpoint,
            settings.UserName,
            Databases.Maintenance,
            settings.Password,
            cancellationToken
        );
        await connection.QueryAsync("SELECT 1", cancellationToken);
    }

    public async Task SnapshotAsync(string directory, CancellationToken cancellationToken = default)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new EngineException(
                $"{plan.Resource}: no snapshot into {directory}, which is not empty. Name another directory, or: rm -r '{directory}'"
            );
        }

        if (_run is { Completion.IsCompleted: false })
        {
            await Snapshot.TakeAsync(data.Path, directory, socket, cancellationToken);
        }
        else
        {
            await Snapshot.TakeAsync(data.Path, directory, cancellationToken);
        }
    }

    public async Task RestoreAsync(string directory, CancellationToken cancellationToken = default)
    {
        if (_run is { Completion.IsCompleted: false })
        {
            throw new EngineException($"{plan.Resource}: stop it before its data is replaced.");
        }

        await data.CheckVersionAsync(directory, cancellationToken);
        await data.ReplaceAsync(directory, cancellationToken);
        await data.AdmitAsync(cancellationToken);
    }

    /// <summary>Once for each start: sets the password, and creates the databases that joined the graph after a kept data directory was made.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_open)
        {
            return;
        }

        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_open)
            {
                return;
            }

            await using var connection = await socket.ConnectAsync(Databases.Maintenance, cancellationToken);
            var role = Databases.Identifier(plan.Settings.UserName);
            await connection.QueryAsync($"ALTER ROLE {role} PASSWORD '{Scram.Verifier(plan.Settings.Password)}'", cancellationToken);
            foreach (var database in plan.Request.KeepData ? plan.Settings.Databases : [])
            {
                await Databases.CreateAsync(connection, database, plan.Resource, cancellationToken);
            }

            _open = true;
        }
        finally
        {
            _opening.Release();
        }
    }
}
