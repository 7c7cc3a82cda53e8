using Platform.Hosting;

namespace Platform.Engines.Redis;

internal sealed class PreparedRedis(string server, RedisConfiguration configuration) : IPreparedEngine
{
    private const string Dump = "dump.rdb";
    private const string AppendOnly = "appendonlydir";
    private const string Base = "appendonly.aof.1.base.rdb";
    private IRun? _run;

    public async Task<IRun> StartAsync(ILauncher launcher, CancellationToken cancellationToken = default) =>
        _run = await launcher.StartAsync(
            new LaunchSpec
            {
                Name = configuration.Resource,
                FileName = server,
                Arguments = ["-"],
                WorkingDirectory = configuration.Directory,
                StandardInput = configuration.ToBytes(),
                Stop = StopPlan.Default,
            },
            cancellationToken
        );

    public async Task ProbeAsync(CancellationToken cancellationToken = default)
    {
        using var connection = await RedisConnection.OpenAsync(configuration.Port, configuration.Password, cancellationToken);
        await connection.ExpectAsync("PONG", cancellationToken, "PING");
    }

    public async Task SnapshotAsync(string directory, CancellationToken cancellationToken = default)
    {
        var target = Path.Combine(directory, Dump);
        if (File.Exists(target))
        {
            throw new EngineException(
                $"{configuration.Resource}: {directory} holds a snapshot already. Name another directory, or: rm '{target}'"
            );
        }

        Directory.CreateDirectory(directory);
        if (_run is not { Completion.IsCompleted: false })
        {
            throw new EngineException($"{configuration.Resource}: Redis writes its snapshots itself, so it has to run. Start it first.");
        }

        // SAVE holds clients up while it writes; BGSAVE would have to be watched, and may be refused while the log is rewritten.
        using var connection = await RedisConnection.OpenAsync(configuration.Port, configuration.Password, cancellationToken);
        await connection.ExpectAsync("OK", cancellationToken, "SAVE");
        File.Copy(Path.Combine(configuration.Directory, Dump), target);
    }

    public async Task RestoreAsync(string directory, CancellationToken cancellationToken = default)
    {
        if (_run is { Completion.IsCompleted: false })
        {
            throw new EngineException($"{configuration.Resource}: stop it before its data is replaced.");
        }

        var source = Path.Combine(directory, Dump);
        if (!File.Exists(source))
        {
            throw new EngineException($"{configuration.Resource}: {directory} holds no snapshot ({Dump}). Take one first.");
        }

        var data = configuration.Directory;
        File.Copy(source, Path.Combine(data, Dump), overwrite: true);
        if (!configuration.KeepData)
        {
            return;
        }

        // With the append-only log on, the server reads nothing else: the snapshot becomes the log's base.
        var log = Path.Combine(data, AppendOnly);
        if (Directory.Exists(log))
        {
            Directory.Delete(log, recursive: true);
        }

        Directory.CreateDirectory(log);
        File.Copy(source, Path.Combine(log, Base));
        await File.WriteAllTextAsync(Path.Combine(log, "appendonly.aof.manifest"), $"file {Base} seq 1 type b\n", cancellationToken);
    }
}
