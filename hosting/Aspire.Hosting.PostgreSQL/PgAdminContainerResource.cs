using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Postgres;

/// <summary>pgAdmin, a web UI for all PostgreSQL servers of the graph.</summary>
public sealed class PgAdminContainerResource(string name) : ContainerResource(name);
