using Platform.Engines.Kafka.Wire;

namespace Platform.Engines.Kafka.Server;

/// <summary>The handlers of a broker. What has a handler is advertised, in the versions of <see cref="ApiTable"/>; nothing else is.</summary>
internal sealed class ApiRegistry
{
    private readonly IApi?[] _apis = new IApi?[ApiTable.Size];
    private readonly List<IBrokerService> _services = [];

    public IEnumerable<ApiRange> Advertised => ApiTable.All.Where(range => Find(range.Key) is not null);

    /// <summary>Started after the state is read and before the first connection is taken, in this order; disposed in the reverse one.</summary>
    public IReadOnlyList<IBrokerService> Services => _services;

    public void Add(IApi api)
    {
        if (ApiTable.Find(api.Key) is null)
        {
            throw new InvalidOperationException($"{api.Key} is not in the table of APIs: give it a range there first.");
        }

        _apis[(int)api.Key] = Find(api.Key) is null ? api : throw new InvalidOperationException($"{api.Key} has a handler already.");
    }

    /// <summary>Something that lives as long as the broker: a coordinator with timers.</summary>
    public void Add(IBrokerService service) => _services.Add(service);

    public IApi? Find(ApiKey key) => (uint)key < (uint)_apis.Length ? _apis[(int)key] : null;
}
