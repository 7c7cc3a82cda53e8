using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ServiceDefaults.Tests.Support;

/// <summary>Speaks TLS and answers whatever line comes with one and the same.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private readonly TestAuthority authority;
    private readonly byte[] answer;
    private readonly TaskCompletionSource spoken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TlsServer(TestAuthority authority, string answer)
    {
        (this.authority, this.answer) = (authority, System.Text.Encoding.ASCII.GetBytes(answer));
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Completes once a client that trusts the certificate has said something.</summary>
    public Task Spoken => spoken.Task;

    /// <summary>How often a client has gone at the sight of the certificate.</summary>
    public int Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = authority.Server }, stop.Token);
            var buffer = new byte[1024];
            while (await stream.ReadAsync(buffer, stop.Token) > 0)
            {
                spoken.TrySetResult();
                await stream.WriteAsync(answer, stop.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or AuthenticationException or OperationCanceledException)
        {
            Refused++;
        }
    }
}
