using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Redis;

/// <summary>Redis Insight, a web UI for all Redis servers of the graph.</summary>
public class RedisInsightResource : ContainerResource
{
    internal const string PrimaryEndpointName = "http";

    public RedisInsightResource(string name)
        : base(name)
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    public EndpointReference PrimaryEndpoint { get; }
}
