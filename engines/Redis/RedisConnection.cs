using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Engines.Redis;

/// <summary>The few words of RESP that probing takes. It stands for StackExchange.Redis, whose multiplexer and JIT a start-up can do without.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private Stream? _stream;

    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="InvalidOperationException">The password is refused, or was expected and is not asked for.</exception>
    public static async Task<RedisConnection> OpenAsync(int port, string? password, CancellationToken cancellationToken)
    {
        var connection = new RedisConnection();
        try
        {
            await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            connection._stream = new BufferedStream(new NetworkStream(connection._socket));
            if (password is not null)
            {
                await connection.ExpectAsync("OK", cancellationToken, "AUTH", password);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and compares the answer's text: an error is an answer like any other to a socket.</summary>
    public async Task ExpectAsync(string expected, CancellationToken cancellationToken, params string[] command)
    {
        var answer = await SendAsync(cancellationToken, command);
        if (answer != "+" + expected)
        {
            throw new InvalidOperationException($"Redis answered {command[0]} with '{answer}', not '{expected}'.");
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string> SendAsync(CancellationToken cancellationToken, params string[] command)
    {
        var request = new StringBuilder($"*{command.Length}\r\n");
        foreach (var word in command)
        {
            request.Append($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        }

        await _stream!.WriteAsync(Encoding.UTF8.GetBytes(request.ToString()), cancellationToken);
        await _stream.FlushAsync(cancellationToken);

        // Every answer asked for here is one line.
        List<byte> line = [];
        var one = new byte[1];
        while (line is not [.., (byte)'\r', (byte)'\n'])
        {
            await _stream.ReadExactlyAsync(one, cancellationToken);
            line.Add(one[0]);
        }

        return Encoding.UTF8.GetString([.. line[..^2]]);
    }
}
