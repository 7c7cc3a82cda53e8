using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.HealthChecks;

/// <summary>Finds out whether somebody listens.</summary>
internal delegate Task<SocketError> ConnectProbe(string host, int port, CancellationToken cancellationToken);

/// <summary>
/// Finds out without an exception whether somebody listens. A refused connection is how every start looks, many times a second, and costs an
/// HTTP client several exceptions each.
/// </summary>
internal static class TcpProbe
{
    /// <summary>Connects and hangs up.</summary>
    public static async Task<SocketError> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var outcome = new TaskCompletionSource<SocketError>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var attempt = new SocketAsyncEventArgs { RemoteEndPoint = new DnsEndPoint(host, port) };
        attempt.Completed += (_, completed) => outcome.TrySetResult(completed.SocketError);
        if (!Socket.ConnectAsync(SocketType.Stream, ProtocolType.Tcp, attempt))
        {
            outcome.TrySetResult(attempt.SocketError);
        }

        SocketError error;
        await using (cancellationToken.Register(() => Socket.CancelConnectAsync(attempt)).ConfigureAwait(false))
        {
            error = await outcome.Task.ConfigureAwait(false);
        }

        attempt.ConnectSocket?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return error;
    }
}
