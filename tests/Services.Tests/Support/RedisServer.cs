namespace Services.Tests.Support;

/// <summary>A real redis-server that keeps nothing.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private ServerProcess? server;
    private int port;

    public string Address => $"127.0.0.1:{port}";

    public async Task StartAsync()
    {
        port = ServerProcess.FreePort();
        server = await ServerProcess.StartAsync(
            "Ready to accept connections",
            $"bind 127.0.0.1\nport {port}\nsave \"\"\ndatabases 1000\n",
            "redis-server",
            "-"
        );
    }

    public ValueTask DisposeAsync()
    {
        server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
