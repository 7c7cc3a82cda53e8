using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>pgweb, a web UI for all PostgreSQL databases of the graph.</summary>
public sealed class PgWebContainerResource : ContainerResource
{
    internal const string PrimaryEndpointName = "http";

    public PgWebContainerResource(string name)
        : base(name)
    {
        PrimaryEndpoint = new EndpointReference(this, PrimaryEndpointName);
    }

    public EndpointReference PrimaryEndpoint { get; }
}
