using Platform.Hosting;

namespace Platform.Engines.Redis;

/// <summary>Serves Redis resources with the real <c>redis-server</c>, as a process on loopback.</summary>
public sealed class RedisEngine(RedisEngineOptions options) : IEngine
{
    // Debian puts servers into sbin on some systems, and an ordinary user's PATH lacks it.
    private static readonly string[] BesidePath = ["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin"];

    public RedisEngine()
        : this(new RedisEngineOptions()) { }

    public string Name => "Redis";

    /// <summary>Arguments are the server's own, <c>sh -c "redis-server …"</c> included. A volume keeps the data.</summary>
    public ContainerFeatures Honours => ContainerFeatures.Arguments | ContainerFeatures.Volumes;

    public Type SettingsType => typeof(RedisSettings);

    /// <summary>Finds the server's program; an absolute path.</summary>
    /// <exception cref="EngineException">There is none.</exception>
    public string FindServer()
    {
        if (!string.IsNullOrEmpty(options.Server))
        {
            return File.Exists(options.Server)
                ? Path.GetFullPath(options.Server)
                : throw new EngineException(
                    $"Redis: {RedisEngineOptions.Variable} names '{options.Server}', which does not exist. "
                        + $"Set it to a redis-server, or unset it: unset {RedisEngineOptions.Variable}"
                );
        }

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(BesidePath).Select(directory => Path.Combine(directory, "redis-server")).FirstOrDefault(File.Exists)
            ?? throw new EngineException(
                $"Redis: no redis-server found. Tried {RedisEngineOptions.Variable} (not set) and PATH ({string.Join(Path.PathSeparator, path)}). "
                    + "Install it: sudo apt-get install -y redis-server"
            );
    }

    public Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default)
    {
        var server = FindServer();
        if (!request.Ports.TryGetValue("tcp", out var port))
        {
            throw new EngineException($"{request.ResourceName}: Redis needs a port for the endpoint 'tcp'; the request has none.");
        }

        // Kept and throw-away data never share a directory, so a changed mind wipes nothing.
        var directory = Path.Combine(request.StateDirectory, request.KeepData ? "data" : "scratch");
        if (!request.KeepData && Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Directory.CreateDirectory(directory);
        var configuration = new RedisConfiguration(request, port, directory);
        return Task.FromResult<IPreparedEngine>(new PreparedRedis(server, configuration));
    }
}
