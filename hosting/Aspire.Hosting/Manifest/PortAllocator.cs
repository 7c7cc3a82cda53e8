namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives out port numbers for publishing; no socket is bound.</summary>
public interface IPortAllocator
{
    /// <summary>A port not given out before.</summary>
    int AllocatePort();

    /// <summary>Keeps a port from being given out.</summary>
    void AddUsedPort(int port);
}

/// <summary>Counts up from a port.</summary>
public sealed class PortAllocator(int startPort = 8000) : IPortAllocator
{
    private readonly HashSet<int> _used = [];
    private int _next = startPort;

    public void AddUsedPort(int port) => _used.Add(port);

    public int AllocatePort()
    {
        while (!_used.Add(_next))
        {
            _next++;
        }

        return _next++;
    }
}
