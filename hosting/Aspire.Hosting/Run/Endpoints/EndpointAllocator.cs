using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Run;

/// <summary>
/// Gives every endpoint its ports before any environment is evaluated, so that references may be circular.
/// The proxies are bound here and accept connections once an instance can be reached.
/// </summary>
internal sealed class EndpointAllocator(InstanceDirectory directory, IConfiguration configuration, ILogger<EndpointAllocator> logger)
    : IAsyncDisposable
{
    private readonly PortLeases _leases = new();
    private readonly List<PortLease> _held = [];
    private readonly List<TcpProxy> _proxies = [];

    // A second server of a kind gets a port of its own: nobody took anything from it.
    private readonly HashSet<int> _documented = [];
    private readonly Lazy<JsonState> _remembered = new(() => new JsonState(directory.File("ports.json")));

    /// <summary>True when the documented and fixed ports belong to somebody else: a test, or a second copy of the graph.</summary>
    private bool OwnPorts => configuration.GetValue<bool?>("DcpPublisher:RandomizePorts") ?? !directory.IsDefault;

    /// <summary>Allocates all endpoints of what is launched.</summary>
    /// <exception cref="DistributedApplicationException">Ports the graph fixes are taken; the message names the holders.</exception>
    public EndpointTable Allocate(ExecutionPlan plan)
    {
        var table = new EndpointTable();
        var errors = new List<string>();
        foreach (var planned in plan.Resources.Where(r => r.Launches || r.Kind == LaunchKind.Unserved))
        {
            foreach (var endpoint in planned.Endpoints)
            {
                try
                {
                    table.Add(planned.Resource, Bind(planned, endpoint));
                }
                catch (PortTakenException taken)
                {
                    errors.Add(
                        $"Endpoint '{endpoint.Name}' of '{planned.Resource.Name}' cannot be served: {taken.Message}. "
                            + "End that program, change the port, or run a copy with ports of its own: ./up --instance other"
                    );
                }
            }
        }
        return errors.Count == 0 ? table : throw new DistributedApplicationException(string.Join(Environment.NewLine, errors));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync().ConfigureAwait(false);
        }
        _proxies.Clear();
        _held.ForEach(lease => lease.Dispose());
        _held.Clear();
    }

    private BoundEndpoint Bind(PlannedResource planned, EndpointAnnotation endpoint)
    {
        var proxied = endpoint.IsProxied && endpoint.Protocol == ProtocolType.Tcp && planned.Launches;
        var (publicPort, proxy) = proxied ? BindProxy(planned, endpoint) : (Unproxied(planned, endpoint), null);
        var targets = planned.InstanceIds.Select(_ => proxied ? TargetPort(planned, endpoint, publicPort) : publicPort).ToImmutableArray();
        var expression =
            targets.Length > 1
                ? PlaceholderTokens.TargetPort(planned.Resource, endpoint)
                : targets[0].ToString(CultureInfo.InvariantCulture);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(
            endpoint,
            "localhost",
            publicPort,
            EndpointBindingMode.SingleAddress,
            expression
        );
        endpoint.InstancePorts = planned.InstanceIds.Zip(targets).ToDictionary(pair => pair.First, pair => pair.Second);
        return new BoundEndpoint(endpoint, publicPort, targets, proxy);
    }

    /// <summary>A program that listens on a port it chose itself keeps it; whoever can be told listens on a leased one.</summary>
    private int TargetPort(PlannedResource planned, EndpointAnnotation endpoint, int publicPort) =>
        endpoint.TargetPort is { } fixedPort
        && planned.Kind is not LaunchKind.Engine
        && fixedPort != publicPort
        && planned.InstanceIds.Length == 1
            ? fixedPort
            : Lease();

    private int Unproxied(PlannedResource planned, EndpointAnnotation endpoint)
    {
        if ((endpoint.Port ?? endpoint.TargetPort) is not { } port)
        {
            return Lease();
        }
        // The program will want it for itself: better said now, with the holder's name, than by the program's crash.
        return planned.Launches && endpoint.Protocol == ProtocolType.Tcp && PortHolder.Find(port) is not null
            ? throw new PortTakenException(port)
            : port;
    }

    private (int Port, TcpProxy Proxy) BindProxy(PlannedResource planned, EndpointAnnotation endpoint)
    {
        if (!OwnPorts && endpoint.Port is { } fixedPort)
        {
            return (fixedPort, Bind(fixedPort));
        }
        var key = $"{planned.Resource.Name}/{endpoint.Name}";
        var documented = !OwnPorts && planned.Kind == LaunchKind.Engine ? endpoint.TargetPort : null;
        if (documented is { } port && _documented.Add(port))
        {
            try
            {
                return (port, Bind(port));
            }
            catch (PortTakenException taken)
            {
                var other = BindRemembered(key);
                logger.LogWarning("'{Resource}' is at port {Other} instead: {Reason}.", planned.Resource.Name, other.Port, taken.Message);
                return other;
            }
        }
        return BindRemembered(key);
    }

    /// <summary>The port it had last time, so that bookmarks and tools keep working, else a new one.</summary>
    private (int Port, TcpProxy Proxy) BindRemembered(string key)
    {
        if (int.TryParse(_remembered.Value.Get(key), CultureInfo.InvariantCulture, out var before) && _leases.TryTake(before) is { } lease)
        {
            try
            {
                var again = Bind(before);
                _held.Add(lease);
                return (before, again);
            }
            catch (PortTakenException)
            {
                lease.Dispose();
            }
        }
        var port = Lease();
        var proxy = Bind(port);
        _remembered.Value.Set(key, port.ToString(CultureInfo.InvariantCulture));
        return (port, proxy);
    }

    private TcpProxy Bind(int port)
    {
        var proxy = TcpProxy.Bind(port);
        _proxies.Add(proxy);
        return proxy;
    }

    private int Lease()
    {
        var lease = _leases.Take();
        _held.Add(lease);
        return lease.Port;
    }
}
