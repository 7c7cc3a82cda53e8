using System.Diagnostics;
using System.Text;
using Platform.Engines.PostgreSQL.Install;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>The server that fills a template: on a private socket only, and gone when this process is, however it ends.</summary>
internal sealed class TemplateServer : IAsyncDisposable
{
    // The shell holds our end of a pipe: when it closes, by us or by our death, the server is asked to stop.
    private const string Keeper =
        "exec 3<&0; \"$@\" 3<&- & server=$!; (read -r _ <&3; kill -INT $server) & keeper=$!; wait $server; code=$?; kill $keeper 2>/dev/null; exit $code";

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TemplateServer(string[] command, string directory) =>
        _process = Tool.Start(["sh", "-c", Keeper, "sh", .. command], directory, null, OnLine);

    public static async Task<TemplateServer> StartAsync(
        PostgresPlan plan,
        ServerAccount account,
        string data,
        ServerSocket socket,
        CancellationToken cancellationToken
    )
    {
        string[] settings = ["-c", "listen_addresses=", .. ServerCommand.ThrowAway];
        var command = account.Command([
            plan.Installation.Program("postgres"),
            "-D",
            data,
            "-k",
            socket.Directory,
            "-p",
            $"{socket.Port}",
            .. settings,
        ]);
        var server = new TemplateServer(command, data);
        try
        {
            var ended = server._process.WaitForExitAsync(cancellationToken);
            if (await Task.WhenAny(server._ready.Task, ended) == ended)
            {
                await ended;
                throw new EngineException($"{plan.Resource}: PostgreSQL could not start on a new data directory: {server.Log}");
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Shuts down cleanly, so that the template needs no recovery.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _process.Dispose();
    }

    private void OnLine(string line)
    {
        lock (_log)
        {
            _log.Append(line).Append('\n');
        }

        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
