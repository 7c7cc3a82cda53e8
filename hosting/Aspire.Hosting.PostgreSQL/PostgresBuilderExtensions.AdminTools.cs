using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Aspire.Hosting.Run;

namespace Aspire.Hosting;

public static partial class PostgresBuilderExtensions
{
    /// <summary>Adds pgAdmin with all servers of the graph. A further call configures the same one.</summary>
    /// <param name="containerName">The resource's name; default <c>pgadmin</c>.</param>
    public static IResourceBuilder<T> WithPgAdmin<T>(
        this IResourceBuilder<T> builder,
        Action<IResourceBuilder<PgAdminContainerResource>>? configureContainer = null,
        string? containerName = null
    )
        where T : PostgresServerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var pgAdmin = application.Resources.OfType<PgAdminContainerResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application
                .AddResource(new PgAdminContainerResource(containerName ?? "pgadmin"))
                .WithImage(PostgresContainerImageTags.PgAdminImage, PostgresContainerImageTags.PgAdminTag)
                .WithImageRegistry(PostgresContainerImageTags.Registry)
                .WithHttpEndpoint(targetPort: 80, name: "http")
                .WithEnvironment("PGADMIN_CONFIG_MASTER_PASSWORD_REQUIRED", "False")
                .WithEnvironment("PGADMIN_CONFIG_SERVER_MODE", "False")
                .WithEnvironment("PGADMIN_DEFAULT_EMAIL", "admin@domain.com")
                .WithEnvironment("PGADMIN_DEFAULT_PASSWORD", "admin")
                .WithContainerFiles("/pgadmin4", PostgresAdminFiles.PgAdminServersAsync)
                .WithHttpHealthCheck("/browser")
                .WithAnnotation(new AdminUiAnnotation())
                .ExcludeFromManifest();
        pgAdmin.WithRelationship(builder.Resource, "PgAdmin");
        configureContainer?.Invoke(pgAdmin);
        return builder;
    }

    /// <summary>Adds pgweb with all databases of the graph. A further call configures the same one.</summary>
    /// <param name="containerName">The resource's name; default <c>pgweb</c>.</param>
    public static IResourceBuilder<PostgresServerResource> WithPgWeb(
        this IResourceBuilder<PostgresServerResource> builder,
        Action<IResourceBuilder<PgWebContainerResource>>? configureContainer = null,
        string? containerName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var pgWeb = application.Resources.OfType<PgWebContainerResource>().SingleOrDefault() is { } existing
            ? application.CreateResourceBuilder(existing)
            : application
                .AddResource(new PgWebContainerResource(containerName ?? "pgweb"))
                .WithImage(PostgresContainerImageTags.PgWebImage, PostgresContainerImageTags.PgWebTag)
                .WithImageRegistry(PostgresContainerImageTags.Registry)
                .WithHttpEndpoint(targetPort: 8081, name: PgWebContainerResource.PrimaryEndpointName)
                .WithArgs("--bookmarks-dir=/.pgweb/bookmarks", "--sessions")
                .WithContainerFiles("/.pgweb/bookmarks", PostgresAdminFiles.PgWebBookmarksAsync)
                .WithHttpHealthCheck()
                .WithAnnotation(new AdminUiAnnotation())
                .ExcludeFromManifest();
        pgWeb.WithRelationship(builder.Resource, "PgWeb");
        configureContainer?.Invoke(pgWeb);
        return builder;
    }

    /// <summary>Sets pgAdmin's port on the host; null for any free one.</summary>
    public static IResourceBuilder<PgAdminContainerResource> WithHostPort(
        this IResourceBuilder<PgAdminContainerResource> builder,
        int? port
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint("http", endpoint => endpoint.Port = port);
    }

    /// <summary>Sets pgweb's port on the host; null for any free one.</summary>
    public static IResourceBuilder<PgWebContainerResource> WithHostPort(this IResourceBuilder<PgWebContainerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(PgWebContainerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }
}
