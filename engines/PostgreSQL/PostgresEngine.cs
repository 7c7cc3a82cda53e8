using Platform.Engines.PostgreSQL.Data;
using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL;

/// <summary>Serves PostgreSQL resources with the real server, as a process on loopback.</summary>
public sealed class PostgresEngine(PostgresEngineOptions options) : IEngine
{
    public PostgresEngine()
        : this(new PostgresEngineOptions()) { }

    public string Name => "PostgreSQL";

    /// <summary>Of the environment: POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD. Arguments are the server's. A volume keeps the data.</summary>
    public ContainerFeatures Honours => ContainerFeatures.Environment | ContainerFeatures.Arguments | ContainerFeatures.Volumes;

    /// <summary>Who the server runs as; null for whom this process's rights call for.</summary>
    internal ServerAccount? Account { get; init; }

    public Type SettingsType => typeof(PostgresSettings);

    /// <summary>Finds the server, or installs it into the cache: what a first start would do, ahead of it.</summary>
    /// <exception cref="EngineException">No server is here, and none could be installed.</exception>
    public async Task<PostgresInstallation> EnsureInstalledAsync(
        IProgress<string>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var (_, installation, _) = await FindAsync(progress, cancellationToken);
        return installation;
    }

    public async Task<IPreparedEngine> PrepareAsync(EngineRequest request, CancellationToken cancellationToken = default)
    {
        var (account, installation, cache) = await FindAsync(request.Progress, cancellationToken);
        var plan = new PostgresPlan(request, installation);
        var place = await ServerPlace.FindAsync(request.StateDirectory, account, cancellationToken);
        var templates = Path.Combine(cache, "templates");
        var data = new DataDirectory(plan, account, place, new ScratchPool(templates));
        await data.PrepareAsync(new Template(templates, plan, account), cancellationToken);
        await data.AdmitAsync(cancellationToken);
        var socket = await ServerSocket.CreateAsync(place, plan.Port, plan.Settings.UserName, account, cancellationToken);
        return new PreparedPostgres(plan, account, data, socket);
    }

    private async Task<(ServerAccount Account, PostgresInstallation Installation, string Cache)> FindAsync(
        IProgress<string>? progress,
        CancellationToken cancellationToken
    )
    {
        if (OperatingSystem.IsWindows())
        {
            throw new EngineException("PostgreSQL: there is no native engine on Windows yet. Run the graph in WSL: wsl ./up");
        }

        var account = Account ?? await ServerAccount.CurrentAsync();
        var cache = await ServerPlace.FindAsync(options.CacheDirectory, account, cancellationToken);
        var installation = await new PostgresInstaller(cache, options.BinDirectory).FindAsync(progress, cancellationToken);
        var cached = installation.BinDirectory.StartsWith(cache + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (!cached && !await account.ReachesAsync(installation.BinDirectory, cancellationToken))
        {
            throw new EngineException(
                $"PostgreSQL refuses to run as root, and the user that runs it instead may not enter {installation.BinDirectory}. "
                    + $"Let it in (chmod o+x the directories above), or take the cached server: unset {PostgresInstaller.Variable}"
            );
        }

        return (account, installation, cache);
    }
}
