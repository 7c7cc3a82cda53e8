using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.Run.Net;

namespace Platform.Hosting.Dashboard;

/// <summary>
/// The dashboard's ports, which listen from before the first child starts: what children send before the dashboard is up waits in the backlog.
/// </summary>
/// <param name="documented">True for the instance that has the documented ports.</param>
internal sealed class DashboardSockets(DashboardSettings settings, bool documented) : IDisposable
{
    private const int Backlog = 512;

    private readonly PortLeases _leases = new();
    private readonly List<PortLease> _held = [];
    private readonly Dictionary<int, List<Socket>> _sockets = [];
    private readonly List<string> _notices = [];

    public int Pages { get; private set; }

    /// <summary>The first is the one that the graph's own resources send to.</summary>
    public IReadOnlyList<int> OtlpGrpc { get; private set; } = [];

    public IReadOnlyList<int> OtlpHttp { get; private set; } = [];

    /// <summary>Documented ports that are somebody else's, and what stands for them.</summary>
    public IReadOnlyList<string> Notices => _notices;

    public IReadOnlyDictionary<int, IReadOnlyList<ulong>> Handles =>
        _sockets.ToDictionary(
            entry => entry.Key,
            IReadOnlyList<ulong> (entry) => [.. entry.Value.Select(socket => (ulong)socket.SafeHandle.DangerousGetHandle())]
        );

    /// <summary>Takes every port. A port of 0 of the user's is none of his.</summary>
    /// <param name="grpc">A port on this machine that the user has exporters send to by gRPC; null: none.</param>
    /// <param name="http">Likewise over HTTP.</param>
    public void Bind(int? grpc, int? http)
    {
        Pages = BindMain("pages", 18888, "The dashboard");
        OtlpGrpc = [.. Own(grpc), BindMain("otlpGrpc", 18889, "Telemetry over gRPC"), .. BindStandard(4317, grpc)];
        OtlpHttp = [.. Own(http), BindMain("otlpHttp", 18890, "Telemetry over HTTP"), .. BindStandard(4318, http)];
    }

    /// <summary>The dashboard closes them from now on.</summary>
    public void HandOver()
    {
        foreach (var socket in _sockets.Values.SelectMany(all => all))
        {
            socket.SafeHandle.SetHandleAsInvalid();
        }
        _sockets.Clear();
    }

    public void Dispose()
    {
        foreach (var socket in _sockets.Values.SelectMany(all => all))
        {
            socket.Dispose();
        }
        _sockets.Clear();
        _held.ForEach(lease => lease.Dispose());
        _held.Clear();
    }

    private int BindMain(string name, int wanted, string what)
    {
        if (documented)
        {
            if (TryBind(wanted))
            {
                return wanted;
            }
            var holder = PortHolder.Find(wanted) is { } known ? $" by {known}" : "";
            var other = BindRemembered(name);
            _notices.Add($"{what} is at port {other} instead of {wanted}, which is taken{holder}.");
            return other;
        }
        return BindRemembered(name);
    }

    private IEnumerable<int> Own(int? port) => port is { } own && TryBind(own) ? [own] : [];

    /// <summary>For exporters that know of no dashboard. Whoever has the port already runs a collector: the graph does not need it.</summary>
    private IEnumerable<int> BindStandard(int port, int? own) => documented && port != own && TryBind(port) ? [port] : [];

    private int BindRemembered(string name)
    {
        if (settings.RememberedPort(name) is { } before && _leases.TryTake(before) is { } again)
        {
            if (TryBind(before))
            {
                _held.Add(again);
                return before;
            }
            again.Dispose();
        }
        while (true)
        {
            var lease = _leases.Take();
            _held.Add(lease);
            if (TryBind(lease.Port))
            {
                settings.RememberPort(name, lease.Port);
                return lease.Port;
            }
        }
    }

    private bool TryBind(int port)
    {
        var bound = new List<Socket>();
        try
        {
            foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
            {
                if (address.AddressFamily == AddressFamily.InterNetworkV6 && !Socket.OSSupportsIPv6)
                {
                    continue;
                }
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                bound.Add(socket);
                try
                {
                    socket.Bind(new IPEndPoint(address, port));
                    socket.Listen(Backlog);
                }
                catch (SocketException exception)
                    when (exception.SocketErrorCode is SocketError.AddressNotAvailable && address.Equals(IPAddress.IPv6Loopback))
                {
                    // The kernel knows IPv6, but loopback has no address of it.
                    bound.Remove(socket);
                    socket.Dispose();
                }
            }
            _sockets[port] = bound;
            return true;
        }
        catch (SocketException)
        {
            bound.ForEach(socket => socket.Dispose());
            return false;
        }
    }
}
