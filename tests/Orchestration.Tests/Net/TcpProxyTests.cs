using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Run.Net;
using static Orchestration.Tests.Launch.Children;

namespace Orchestration.Tests.Net;

public class TcpProxyTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Bytes_pass_both_ways_and_half_close_is_passed_on(string host)
    {
        using var echo = new EchoServer();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([echo.Address]);
        using var client = await ConnectAsync(proxy.Port, IPAddress.Parse(host));

        var sent = RandomNumberGenerator.GetBytes(3_000_000);
        var sending = Task.Run(async () =>
        {
            await client.SendAsync(sent);
            client.Shutdown(SocketShutdown.Send);
        });
        (await ReadToEndAsync(client)).ShouldBe(sent);
        await sending;
    }

    [Fact]
    public async Task Without_a_backend_connections_are_refused_and_the_port_stays_held()
    {
        using var echo = new EchoServer();
        await using var proxy = TcpProxy.Bind(0);
        await ShouldBeRefusedAsync(proxy.Port);
        Should.Throw<PortTakenException>(() => TcpProxy.Bind(proxy.Port));

        for (var round = 0; round < 5; round++)
        {
            proxy.SetBackends([echo.Address]);
            using var client = await ConnectAsync(proxy.Port);
            await ShouldEchoAsync(client);

            proxy.SetBackends([]);
            await ShouldBeRefusedAsync(proxy.Port);
            Should.Throw<PortTakenException>(() => TcpProxy.Bind(proxy.Port));
            await ShouldEchoAsync(client);
        }
    }

    [Fact]
    public async Task A_port_can_be_taken_again_at_once_after_its_connections_were_closed_by_the_proxy()
    {
        using var echo = new EchoServer();

        // Leased: the system would give a port of its own choice to somebody's outgoing connection as soon as it is free.
        using var lease = new PortLeases().Take();
        var port = lease.Port;
        await using (var proxy = TcpProxy.Bind(port))
        {
            proxy.SetBackends([echo.Address]);
            using var client = await ConnectAsync(port);
            await ShouldEchoAsync(client);
            proxy.SetBackends([]);

            // The backend ends first, so the proxy closes first: its side of the connection lingers in TIME_WAIT.
            client.Shutdown(SocketShutdown.Send);
            (await ReadToEndAsync(client)).ShouldBeEmpty();
        }

        await using var next = TcpProxy.Bind(port);
        next.SetBackends([echo.Address]);
        using var again = await ConnectAsync(port);
        await ShouldEchoAsync(again);
    }

    [Fact]
    public void A_taken_port_names_its_holder()
    {
        using var echo = new EchoServer();
        var failure = Should.Throw<PortTakenException>(() => TcpProxy.Bind(echo.Address.Port));
        failure.Message.ShouldContain($"port {echo.Address.Port} is taken by ");
        failure.Message.ShouldContain($"(pid {Environment.ProcessId})");
    }

    [Fact]
    public async Task A_reset_is_passed_on_in_both_directions()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([(IPEndPoint)listener.LocalEndpoint]);

        using var client = await ConnectAsync(proxy.Port);
        using var server = await listener.AcceptSocketAsync();
        ProxyConnection.Reset(client);
        await ShouldBeResetAsync(server);

        using var second = await ConnectAsync(proxy.Port);
        using var secondServer = await listener.AcceptSocketAsync();
        ProxyConnection.Reset(secondServer);
        await ShouldBeResetAsync(second);
    }

    [Fact]
    public async Task Replicas_take_turns_and_one_that_does_not_answer_is_passed_over()
    {
        using var first = new EchoServer("1");
        using var second = new EchoServer("2");
        var gone = new EchoServer("3");
        gone.Dispose();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([first.Address, second.Address]);
        var names = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            names.Add(await NameAsync(proxy.Port));
        }

        names.Count(name => name == "1").ShouldBe(5);

        proxy.SetBackends([first.Address, gone.Address]);
        for (var i = 0; i < 4; i++)
        {
            (await NameAsync(proxy.Port)).ShouldBe("1");
        }

        proxy.SetBackends([gone.Address]);
        await ShouldResetConnectionsAsync(proxy.Port);
    }

    [Fact]
    public async Task Connections_outlive_a_change_of_backends_and_draining_waits_for_the_last()
    {
        using var first = new EchoServer();
        using var second = new EchoServer();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([first.Address]);
        using var old = await ConnectAsync(proxy.Port);
        await ShouldEchoAsync(old);

        proxy.SetBackends([first.Address, second.Address]);
        var drained = proxy.DrainAsync(first.Address);
        for (var i = 0; i < 4; i++)
        {
            using var client = await ConnectAsync(proxy.Port);
            await ShouldEchoAsync(client);
        }

        first.Accepted.ShouldBe(1);
        second.Accepted.ShouldBe(4);
        await ShouldEchoAsync(old);
        drained.IsCompleted.ShouldBeFalse();

        old.Shutdown(SocketShutdown.Send);
        await drained.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_thousand_connections_live_side_by_side()
    {
        using var echo = new EchoServer();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([echo.Address]);
        var clients = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => ConnectAsync(proxy.Port)));
        await Task.WhenAll(clients.Select(ShouldEchoAsync)).WaitAsync(Patience);
        proxy.ConnectionCount.ShouldBe(1000);
        await Task.WhenAll(clients.Select(ShouldEchoAsync)).WaitAsync(Patience);

        await proxy.DisposeAsync();
        await Task.WhenAll(clients.Select(ShouldBeResetAsync)).WaitAsync(Patience);
        proxy.ConnectionCount.ShouldBe(0);
    }

    [Fact]
    public async Task Faults_can_refuse_and_hold_up()
    {
        using var echo = new EchoServer();
        await using var proxy = TcpProxy.Bind(0);
        proxy.SetBackends([echo.Address]);
        var gate = new Gate();
        proxy.Fault = gate;
        using var client = await ConnectAsync(proxy.Port);
        var reply = ShouldEchoAsync(client);
        (await gate.Asked.Task.WaitAsync(Patience)).ShouldBe(ProxyDirection.ToBackend);
        reply.IsCompleted.ShouldBeFalse();
        gate.Open.SetResult();
        await reply;

        gate.Admits = false;
        await ShouldResetConnectionsAsync(proxy.Port);
    }

    private static async Task<Socket> ConnectAsync(int port, IPAddress? host = null)
    {
        var socket = new Socket((host ?? IPAddress.Loopback).AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host ?? IPAddress.Loopback, port).WaitAsync(Patience);
        return socket;
    }

    private static async Task ShouldEchoAsync(Socket socket)
    {
        await socket.SendAsync("ping"u8.ToArray());
        var buffer = new byte[4];
        var length = 0;
        while (length < 4)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(length)).AsTask().WaitAsync(Patience);
            count.ShouldBeGreaterThan(0);
            length += count;
        }

        Encoding.UTF8.GetString(buffer).ShouldBe("ping");
    }

    private static async Task<string> NameAsync(int port)
    {
        using var client = await ConnectAsync(port);
        client.Shutdown(SocketShutdown.Send);
        return Encoding.UTF8.GetString(await ReadToEndAsync(client));
    }

    private static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await socket.ReceiveAsync(buffer).WaitAsync(Patience)) > 0)
        {
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    private static async Task ShouldBeRefusedAsync(int port)
    {
        foreach (var host in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            var failure = await Should.ThrowAsync<SocketException>(() => ConnectAsync(port, host));
            failure.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
        }
    }

    // The reset may come before connect has returned, or after.
    private static async Task ShouldResetConnectionsAsync(int port)
    {
        var failure = await Should.ThrowAsync<SocketException>(async () =>
        {
            using var client = await ConnectAsync(port);
            await client.ReceiveAsync(new byte[1]).WaitAsync(Patience);
        });
        failure.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    private static async Task ShouldBeResetAsync(Socket socket)
    {
        var buffer = new byte[16];
        var failure = await Should.ThrowAsync<SocketException>(() => socket.ReceiveAsync(buffer).WaitAsync(Patience));
        failure.SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
    }

    private sealed class Gate : ProxyFault
    {
        public TaskCompletionSource<ProxyDirection> Asked { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public bool Admits { get; set; } = true;

        public override ValueTask<bool> AdmitAsync() => ValueTask.FromResult(Admits);

        public override async ValueTask<bool> PassAsync(ProxyDirection direction, ReadOnlyMemory<byte> bytes)
        {
            Asked.TrySetResult(direction);
            await Open.Task;
            return true;
        }
    }
}
