using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Run.Net;
using Orchestration.Tests.Launch;

namespace Orchestration.Tests.Net;

public sealed class PortLeasesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("ports").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task Hosts_side_by_side_never_get_the_same_port()
    {
        using var first = new TestHost("ports", directory, "200");
        using var second = new TestHost("ports", directory, "200");
        var ports = new List<int>();
        foreach (var host in new[] { first, second })
        {
            for (var i = 0; i < 200; i++)
            {
                ports.Add(await host.ReadNumberAsync());
            }
        }

        ports.ShouldBeUnique();
        var leases = new PortLeases(directory);
        ports.ShouldAllBe(port => leases.TryTake(port) == null);
    }

    [Fact]
    public async Task The_ports_of_a_killed_host_are_free_again()
    {
        using var host = new TestHost("ports", directory, "1");
        var port = await host.ReadNumberAsync();
        var leases = new PortLeases(directory);
        leases.TryTake(port).ShouldBeNull();

        host.Kill();
        await Children.EndAsync(host.Id);
        using var lease = leases.TryTake(port).ShouldNotBeNull();
        lease.Port.ShouldBe(port);
    }

    [Fact]
    public void Leases_lie_below_the_ephemeral_range_and_are_given_back()
    {
        var leases = new PortLeases(directory);
        var ephemeral = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', ' ')[0]);
        int port;
        using (var lease = leases.Take())
        {
            port = lease.Port;
            port.ShouldBeInRange(10_000, Math.Max(ephemeral, 32_768) - 1);
            leases.TryTake(port).ShouldBeNull();
        }

        using var again = leases.TryTake(port).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_port_that_something_listens_on_or_a_proxy_holds_is_not_leased()
    {
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();
        await using var proxy = TcpProxy.Bind(0);
        var leases = new PortLeases(directory);
        leases.TryTake(((IPEndPoint)listener.LocalEndpoint).Port).ShouldBeNull();
        leases.TryTake(proxy.Port).ShouldBeNull();
    }
}
