using Platform.Engines.PostgreSQL.Install;

namespace Platform.Engines.PostgreSQL;

/// <summary>Where the engine looks for its server and keeps what it made.</summary>
public sealed record PostgresEngineOptions
{
    /// <summary>A directory that holds <c>postgres</c> and <c>initdb</c>; default: the variable <c>PLATFORM_POSTGRES_BIN</c>, else null.</summary>
    public string? BinDirectory { get; init; } = Environment.GetEnvironmentVariable(PostgresInstaller.Variable);

    /// <summary>The server and the templates; default: <c>$XDG_CACHE_HOME/platform/postgresql</c>, else <c>~/.cache/platform/postgresql</c>.</summary>
    public string CacheDirectory { get; init; } = Path.Combine(UserCache(), "platform", "postgresql");

    private static string UserCache() =>
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
                ".cache"
            );
}
