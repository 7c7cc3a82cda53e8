using System.Net.Sockets;
using Platform.Engines.Host.Protocol;
using Platform.Engines.Host.Runs;

namespace Platform.Engines.Host.Child;

/// <summary>The child's side: a connection for each run of an engine.</summary>
internal sealed class EngineServer : IDisposable
{
    /// <summary>The first line of the child's output: from now on it can be connected to.</summary>
    public const string Listening = "listening";

    // More than a graph has engines; whoever comes then waits.
    private const int Backlog = 64;

    private readonly Socket _socket;
    private readonly string _path;
    private readonly EngineStarter _starter;

    private EngineServer(Socket socket, string path, EngineStarter starter) => (_socket, _path, _starter) = (socket, path, starter);

    public static EngineServer Listen(string path, EngineStarter starter)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            socket.Listen(Backlog);
            return new EngineServer(socket, path, starter);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Serves until cancelled; completes when every engine has stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        List<Task> sessions = [];
        try
        {
            while (true)
            {
                var connection = new MessageConnection(await _socket.AcceptAsync(stopping));
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(Task.Run(() => new EngineSession(connection, _starter).RunAsync(stopping), CancellationToken.None));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(sessions);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        // Here as well as with the host: that may be dead.
        new EngineSocket(_path).Delete();
    }
}
