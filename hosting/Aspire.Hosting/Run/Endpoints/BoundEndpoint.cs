using System.Collections.Immutable;
using System.Net;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Net;

namespace Aspire.Hosting.Run;

/// <summary>An endpoint with its ports: one that clients use, and one for each instance to listen on.</summary>
internal sealed class BoundEndpoint(EndpointAnnotation annotation, int publicPort, ImmutableArray<int> targetPorts, TcpProxy? proxy)
{
    private readonly HashSet<int> _open = [];

    public EndpointAnnotation Annotation => annotation;

    public int PublicPort => publicPort;

    public int TargetPort(int instance) => targetPorts[instance];

    /// <summary>The instance takes connections from now on.</summary>
    public void Open(int instance) => Change(open => open.Add(instance));

    /// <summary>New connections go to the other instances; those that stand go on.</summary>
    public void Close(int instance) => Change(open => open.Remove(instance));

    /// <summary>Closes, and completes when the instance's last connection has ended.</summary>
    public Task DrainAsync(int instance, CancellationToken cancellationToken)
    {
        Close(instance);
        return proxy?.DrainAsync(Address(instance), cancellationToken) ?? Task.CompletedTask;
    }

    private IPEndPoint Address(int instance) => new(IPAddress.Loopback, targetPorts[instance]);

    private void Change(Func<HashSet<int>, bool> change)
    {
        lock (_open)
        {
            if (change(_open))
            {
                proxy?.SetBackends(_open.Order().Select(Address));
            }
        }
    }
}
