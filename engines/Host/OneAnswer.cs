using System.Net;
using System.Net.Sockets;

namespace Platform.Engines.Host;

/// <summary>
/// What listens at an endpoint that a container would serve and the engine does not have: every HTTP request gets the same answer, which says so.
/// Nothing is asked for on it and no secret stands there.
/// </summary>
internal sealed class OneAnswer : IAsyncDisposable
{
    private const int LongestRequest = 16 * 1024;
    private const int Backlog = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly byte[] _answer;
    private Task _accepting = Task.CompletedTask;

    private OneAnswer(byte[] answer) => _answer = answer;

    public static OneAnswer Listen(int port, byte[] answer)
    {
        var page = new OneAnswer(answer);
        try
        {
            page._socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            page._socket.Listen(Backlog);
            page._accepting = page.AcceptAsync();
            return page;
        }
        catch
        {
            page._socket.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _socket.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                // One after the other: it is for a person who clicked.
                using var client = await _socket.AcceptAsync(_stopping.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // Told to stop.
        }
    }

    private async Task AnswerAsync(Socket client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        patience.CancelAfter(s_patience);
        try
        {
            var request = new byte[LongestRequest];
            var length = 0;
            while (length < request.Length && request.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var read = await client.ReceiveAsync(request.AsMemory(length), patience.Token);
                if (read == 0)
                {
                    return;
                }

                length += read;
            }

            await client.SendAsync(_answer, patience.Token);
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // It left, or asked nothing for too long.
        }
    }
}
