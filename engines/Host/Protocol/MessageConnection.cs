using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;

namespace Platform.Engines.Host.Protocol;

/// <summary>Messages over a Unix socket, each a line of JSON. One reads, many may write.</summary>
internal sealed class MessageConnection : IDisposable
{
    private const int LongestMessage = 1024 * 1024;

    private readonly NetworkStream _stream;
    private readonly PipeReader _reader;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public MessageConnection(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async Task<MessageConnection> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new MessageConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task WriteAsync<T>(T message, CancellationToken cancellationToken = default)
        where T : IMessage<T>
    {
        var line = Format(message);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _stream.WriteAsync(line, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The next message; null at the end of the connection, which a broken one is too.</summary>
    /// <exception cref="InvalidDataException">A message is too long, or none of this kind.</exception>
    public async Task<T?> ReadAsync<T>(CancellationToken cancellationToken = default)
        where T : class, IMessage<T>
    {
        while (true)
        {
            ReadResult read;
            try
            {
                read = await _reader.ReadAsync(cancellationToken);
            }
            catch (Exception broken) when (broken is IOException or ObjectDisposedException)
            {
                return null;
            }

            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var message = Parse<T>(read.Buffer.Slice(0, end));
                _reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return message;
            }

            if (read.Buffer.Length > LongestMessage)
            {
                throw new InvalidDataException($"A message of more than {LongestMessage} bytes.");
            }

            _reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                return null;
            }
        }
    }

    public void Dispose() => _stream.Dispose();

    private static ReadOnlyMemory<byte> Format<T>(T message)
        where T : IMessage<T>
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            message.WriteTo(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }

    private static T Parse<T>(ReadOnlySequence<byte> line)
        where T : class, IMessage<T>
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return T.Read(json.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"No {typeof(T).Name}: {wrong.Message}", wrong);
        }
    }
}
