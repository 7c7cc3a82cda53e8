using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Redis Commander, a web UI for all Redis servers of the graph.</summary>
public class RedisCommanderResource(string name) : ContainerResource(name);
