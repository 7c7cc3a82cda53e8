using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Platform.Engines.PostgreSQL.Protocol;

/// <summary>
/// The part of PostgreSQL's protocol 3.0 that setting up and probing a server take: log in, simple queries, rows as text. It stands
/// for Npgsql, whose first connection costs the host 100 ms and more of JIT while the whole graph starts.
/// </summary>
internal sealed class PostgresConnection : IAsyncDisposable
{
    private const int ProtocolVersion = 3 << 16;
    private readonly Socket _socket;
    private Stream _stream = Stream.Null;
    private readonly byte[] _head = new byte[5];

    private PostgresConnection(Socket socket) => _socket = socket;

    /// <exception cref="SocketException">Nobody listens.</exception>
    /// <exception cref="PostgresError">The server is not ready (57P03), or refuses.</exception>
    public static async Task<PostgresConnection> OpenAsync(
        EndPoint endpoint,
        string user,
        string database,
        string password,
        CancellationToken cancellationToken
    )
    {
        var unix = endpoint is UnixDomainSocketEndPoint;
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
        var connection = new PostgresConnection(socket);
        try
        {
            if (!unix)
            {
                socket.NoDelay = true;
            }

            await socket.ConnectAsync(endpoint, cancellationToken);
            connection._stream = new BufferedStream(new NetworkStream(socket));
            await connection.LoginAsync(user, database, password, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs one statement, or several as one transaction; the rows of all of them, as text.</summary>
    public async Task<List<string?[]>> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        await SendAsync('Q', [.. Encoding.UTF8.GetBytes(sql), 0], cancellationToken);
        List<string?[]> rows = [];
        PostgresError? error = null;
        while (true)
        {
            var (type, body) = await ReceiveAsync(cancellationToken);
            switch (type)
            {
                case 'D':
                    rows.Add(Row(body));
                    break;
                case 'E':
                    error = PostgresError.Read(body);
                    break;
                case 'G':
                    await SendAsync('f', "COPY FROM STDIN has no data here\0"u8.ToArray(), cancellationToken);
                    break;
                case 'Z':
                    return error is null ? rows : throw error;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.Connected)
        {
            try
            {
                await SendAsync('X', [], CancellationToken.None);
            }
            catch (IOException)
            {
                // The other side closed first: nothing left to say goodbye to.
            }
        }

        _socket.Dispose();
    }

    private async Task LoginAsync(string user, string database, string password, CancellationToken cancellationToken)
    {
        var parameters = Encoding.UTF8.GetBytes($"user\0{user}\0database\0{database}\0application_name\0platform\0\0");
        var startup = new byte[4 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(startup, ProtocolVersion);
        parameters.CopyTo(startup, 4);
        await SendAsync(null, startup, cancellationToken);

        var login = new Scram.Login(password);
        while (true)
        {
            var (type, body) = await ReceiveAsync(cancellationToken);
            if (type == 'E')
            {
                throw PostgresError.Read(body);
            }

            if (type == 'Z')
            {
                return;
            }

            if (type == 'R')
            {
                await AnswerAsync(login, password, BinaryPrimitives.ReadInt32BigEndian(body), body.AsMemory(4), cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(Scram.Login login, string password, int request, Memory<byte> data, CancellationToken cancellationToken)
    {
        switch (request)
        {
            case 0: // AuthenticationOk
                break;
            case 3: // AuthenticationCleartextPassword
                await SendAsync('p', [.. Encoding.UTF8.GetBytes(password), 0], cancellationToken);
                break;
            case 10: // AuthenticationSASL
                var first = Encoding.UTF8.GetBytes(login.First);
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, first.Length);
                await SendAsync('p', [.. Encoding.UTF8.GetBytes(Scram.Mechanism), 0, .. length, .. first], cancellationToken);
                break;
            case 11: // AuthenticationSASLContinue
                await SendAsync('p', Encoding.UTF8.GetBytes(login.Final(Encoding.UTF8.GetString(data.Span))), cancellationToken);
                break;
            case 12: // AuthenticationSASLFinal
                login.Verify(Encoding.UTF8.GetString(data.Span));
                break;
            default:
                throw new NotSupportedException(
                    $"The server asks for authentication {request}; scram-sha-256, password and trust are known."
                );
        }
    }

    private static string?[] Row(byte[] body)
    {
        var values = new string?[BinaryPrimitives.ReadInt16BigEndian(body)];
        var at = 2;
        for (var i = 0; i < values.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at));
            at += 4;
            if (length >= 0)
            {
                values[i] = Encoding.UTF8.GetString(body, at, length);
                at += length;
            }
        }

        return values;
    }

    private async Task SendAsync(char? type, byte[] body, CancellationToken cancellationToken)
    {
        var head = new byte[type is null ? 4 : 5];
        if (type is { } letter)
        {
            head[0] = (byte)letter;
        }

        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(head.Length - 4), 4 + body.Length);
        await _stream.WriteAsync(head, cancellationToken);
        await _stream.WriteAsync(body, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<(char Type, byte[] Body)> ReceiveAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadExactlyAsync(_head, cancellationToken);
        var body = new byte[BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(1)) - 4];
        await _stream.ReadExactlyAsync(body, cancellationToken);
        return ((char)_head[0], body);
    }
}
