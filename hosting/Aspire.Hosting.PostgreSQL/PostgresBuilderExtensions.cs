using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Postgres;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting;

namespace Aspire.Hosting;

/// <summary>PostgreSQL servers and databases in the graph.</summary>
public static partial class PostgresBuilderExtensions
{
    private const int ServerPort = 5432;
    private const string UserVariable = "POSTGRES_USER";
    private const string PasswordVariable = "POSTGRES_PASSWORD";

    /// <summary>Adds a server. It is healthy when it answers <c>select 1</c>.</summary>
    /// <param name="userName">The superuser; default <c>postgres</c>.</param>
    /// <param name="password">Its password; default a generated one, kept as the parameter <c>NAME-password</c>.</param>
    /// <param name="port">The port on the host; default any free one.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        var passwordParameter =
            password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, passwordParameter);

        return builder
            .AddResource(server)
            .WithEndpoint(port: port, targetPort: ServerPort, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage(PostgresContainerImageTags.Image, PostgresContainerImageTags.Tag)
            .WithImageRegistry(PostgresContainerImageTags.Registry)
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables[UserVariable] = server.UserNameReference;
                context.EnvironmentVariables[PasswordVariable] = server.PasswordParameter;
            })
            .WithAnnotation(
                new EngineAnnotation(context => PostgresEngineSettings.CreateAsync(server, context))
                {
                    SettingsType = typeof(PostgresSettings),
                    Image = PostgresContainerImageTags.Image,
                    Tag = PostgresContainerImageTags.Tag,
                    DataDirectory = DataDirectory,
                    Carries = ContainerFeatures.ContainerFiles,
                }
            )
            .WithConnectionCheck(server, server)
            .OnResourceReady(
                (ready, @event, cancellationToken) =>
                    EngineProbeAnnotation.Of(ready) is null
                        ? PostgresDatabases.CreateMissingAsync(ready, @event.Services, cancellationToken)
                        : Task.CompletedTask
            );
    }

    /// <summary>Adds a database. It is created when the server is ready, and healthy when one can connect to it.</summary>
    /// <param name="databaseName">Its name on the server; default <paramref name="name"/>.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder,
        [ResourceName] string name,
        string? databaseName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);

        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var databaseBuilder = builder.ApplicationBuilder.AddResource(database).WithConnectionCheck(builder.Resource, database);
        builder.Resource.AddDatabase(database);
        return databaseBuilder;
    }

    /// <summary>Creates the database by this SQL, run on the server's default database, instead of <c>CREATE DATABASE</c>.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(
        this IResourceBuilder<PostgresDatabaseResource> builder,
        string script
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(script);
        return builder.WithAnnotation(new PostgresCreationScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Sets the superuser's password.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder,
        IResourceBuilder<ParameterResource> password
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    /// <summary>Sets the superuser's name.</summary>
    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder,
        IResourceBuilder<ParameterResource> userName
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    /// <summary>Sets the server's port on the host; null for any free one.</summary>
    public static IResourceBuilder<PostgresServerResource> WithHostPort(this IResourceBuilder<PostgresServerResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    private static IResourceBuilder<T> WithConnectionCheck<T>(
        this IResourceBuilder<T> builder,
        PostgresServerResource server,
        IResourceWithConnectionString target
    )
        where T : IResource
    {
        var key = $"{target.Name}_check";
        builder
            .ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, _ => new PostgresHealthCheck(server, target), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }
}
