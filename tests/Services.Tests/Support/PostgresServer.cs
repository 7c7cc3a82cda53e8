namespace Services.Tests.Support;

/// <summary>A real PostgreSQL with nothing to keep: no fsync, own directory, own port.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"services-tests-{Guid.NewGuid():N}");
    private ServerProcess? server;
    private int port;

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=40;Timeout=60";

    public async Task StartAsync()
    {
        var bin =
            Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderDescending()
                .Select(version => Path.Combine(version, "bin"))
                .FirstOrDefault(Directory.Exists)
            ?? throw new InvalidOperationException("No PostgreSQL in /usr/lib/postgresql: apt-get install postgresql");
        Directory.CreateDirectory(directory);
        var data = Path.Combine(directory, "data");
        await RunAsUserAsync("chown", "nobody", directory);
        await ServerProcess.RunAsync(
            "setpriv",
            [.. AsNobody, $"{bin}/initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        );
        port = ServerProcess.FreePort();
        string[] settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=600"];
        server = await ServerProcess.StartAsync(
            "database system is ready to accept connections",
            null,
            "setpriv",
            [
                .. AsNobody,
                $"{bin}/postgres",
                "-D",
                data,
                "-p",
                $"{port}",
                "-k",
                directory,
                "-h",
                "127.0.0.1",
                .. settings.SelectMany(setting => new[] { "-c", setting }),
            ]
        );
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static readonly string[] AsNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

    private static Task RunAsUserAsync(string file, params string[] arguments) => ServerProcess.RunAsync(file, arguments);
}
