using System.Net;
using System.Net.Sockets;
using Platform.Dashboard;

namespace Dashboard.Tests.Security;

public class ListenersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_answer_on_both_loopbacks_under_one_port()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var http = new HttpClient();
        var port = dashboard.Application.Url.Port;
        foreach (var host in (string[])["127.0.0.1", "[::1]", "localhost"])
        {
            (await http.GetAsync($"http://{host}:{port}/api/session", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK, host);
        }
    }

    [Fact]
    public async Task No_other_address_is_listened_on()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var refused = await Should.ThrowAsync<SocketException>(async () =>
            await socket.ConnectAsync(IPAddress.Parse("127.0.0.2"), dashboard.Application.Url.Port, Cancel)
        );
        refused.SocketErrorCode.ShouldBe(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_option_that_changes_it()
    {
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        var taken = await Should.ThrowAsync<PortTakenException>(() =>
            TestDashboard.StartAsync(TestDashboard.Options with { OtlpHttpPorts = [port] })
        );
        taken.Port.ShouldBe(port);
        taken.Message.ShouldContain($"Port {port}");
        taken.Message.ShouldContain("--Dashboard:OtlpHttpPorts");
    }

    [Fact]
    public async Task Lists_of_ports_may_be_empty()
    {
        await using var dashboard = await TestDashboard.StartAsync(
            TestDashboard.Options with
            {
                OtlpGrpcPorts = [],
                OtlpHttpPorts = [0, 0],
            }
        );
        dashboard.Application.OtlpGrpcEndpoint.ShouldBeNull();
        dashboard.Application.OtlpHttpEndpoints.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_connected_before_the_dashboard_started_is_answered()
    {
        // Not disposed: the dashboard owns the descriptor from its start on.
        var early = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        early.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        early.Listen();
        var port = ((IPEndPoint)early.LocalEndPoint!).Port;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancel);
        await using var dashboard = await TestDashboard.StartAsync(
            TestDashboard.Options with
            {
                Port = port,
                ListenHandles = new Dictionary<int, IReadOnlyList<ulong>> { [port] = [(ulong)early.SafeHandle.DangerousGetHandle()] },
            }
        );
        early.SafeHandle.SetHandleAsInvalid();
        await client.GetStream().WriteAsync("GET /api/session HTTP/1.0\r\nHost: localhost\r\n\r\n"u8.ToArray(), Cancel);
        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync(Cancel)).ShouldBe("HTTP/1.1 200 OK");
        dashboard.Application.Url.Port.ShouldBe(port);
    }
}
