using Platform.Engines.PostgreSQL.Install;
using Platform.Engines.PostgreSQL.Scripts;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>Ready-made data directories, one for each set of version, user, databases and init files. Starting afresh is a copy.</summary>
internal sealed class Template(string root, PostgresPlan plan, ServerAccount account)
{
    // Any number: the template's server has a socket directory of its own and no TCP.
    private const int TemplatePort = 5432;
    private const int Kept = 8;
    private static readonly TimeSpan SurelyCopied = TimeSpan.FromHours(1);

    /// <summary>Finds the template, or makes it: a directory whose <c>data</c> is the data directory to copy.</summary>
    public async Task<string> FindAsync(CancellationToken cancellationToken)
    {
        var key = await plan.TemplateKeyAsync(cancellationToken);
        var finished = Path.Combine(root, key);
        if (!Directory.Exists(finished))
        {
            using var _ = await CrossProcessLock.AcquireAsync(
                Path.Combine(root, $"{key}.lock"),
                () => plan.Request.Progress?.Report("waiting for another process that makes the same PostgreSQL template"),
                cancellationToken
            );
            if (!Directory.Exists(finished))
            {
                await MakeAsync(key, finished, cancellationToken);
                Prune(finished);
            }
        }

        Directory.SetLastWriteTimeUtc(finished, DateTime.UtcNow);
        return finished;
    }

    private async Task MakeAsync(string key, string finished, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", plan.Settings.Databases.Select(database => database.Name));
        plan.Request.Progress?.Report($"making a PostgreSQL {plan.Installation.Version} template (databases: {names}): once for this set");

        var building = Path.Combine(root, $".making-{key}");
        if (Directory.Exists(building))
        {
            // Its maker died: the lock is ours.
            Directory.Delete(building, recursive: true);
        }

        Directory.CreateDirectory(building);
        try
        {
            await account.GiveAsync(building, cancellationToken);
            var data = Path.Combine(building, "data");
            await InitializeAsync(building, data, cancellationToken);
            await FillAsync(building, data, cancellationToken);
            Directory.Move(building, finished);
        }
        catch
        {
            Directory.Delete(building, recursive: true);
            throw;
        }
    }

    private async Task InitializeAsync(string building, string data, CancellationToken cancellationToken)
    {
        // Small WAL segments make the template, and so every fresh start, 15 MB smaller. Who may log in is written at each start.
        string[] shape = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--wal-segsize=1", "--no-sync", "--no-instructions"];
        var command = account.Command([
            plan.Installation.Program("initdb"),
            "-D",
            data,
            "-U",
            plan.Settings.UserName,
            .. shape,
            .. plan.InitArguments,
        ]);
        var utc = new Dictionary<string, string> { ["TZ"] = "UTC" };
        var result = await Tool.RunAsync(command, building, utc, cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new EngineException($"{plan.Resource}: '{string.Join(' ', command)}' exited with {result.ExitCode}: {result.Tail}");
        }
    }

    private async Task FillAsync(string building, string data, CancellationToken cancellationToken)
    {
        var socket = await ServerSocket.CreateAsync(building, TemplatePort, plan.Settings.UserName, account, cancellationToken);
        await using (var server = await TemplateServer.StartAsync(plan, account, data, socket, cancellationToken))
        {
            await using (var connection = await socket.ConnectAsync(Databases.Maintenance, cancellationToken))
            {
                await Databases.CreateAsync(connection, new PostgresDatabase(plan.DefaultDatabase), plan.Resource, cancellationToken);
            }

            var initFiles = new InitFiles(plan.Resource, socket, plan.DefaultDatabase, plan.Request.Environment);
            foreach (var file in plan.Settings.InitFiles)
            {
                await initFiles.RunAsync(file, cancellationToken);
            }

            await using (var connection = await socket.ConnectAsync(Databases.Maintenance, cancellationToken))
            {
                foreach (var database in plan.Settings.Databases)
                {
                    await Databases.CreateAsync(connection, database, plan.Resource, cancellationToken);
                }
            }

            if (await server.StopAsync(cancellationToken) is not 0 and var code)
            {
                throw new EngineException($"{plan.Resource}: PostgreSQL exited with {code} after its databases were created: {server.Log}");
            }
        }

        socket.Delete();
    }

    /// <summary>Deletes the templates that were not used for longest; never one that somebody may be copying.</summary>
    private void Prune(string newest)
    {
        var old = new DirectoryInfo(root)
            .EnumerateDirectories()
            .Where(directory => directory.Name[0] != '.' && directory.FullName != newest)
            .OrderByDescending(directory => directory.LastWriteTimeUtc)
            .Skip(Kept - 1)
            .Where(directory => DateTime.UtcNow - directory.LastWriteTimeUtc > SurelyCopied);
        foreach (var directory in old)
        {
            DirectoryTree.Discard(directory.FullName);
        }
    }
}
