using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Golden;

/// <summary>The graph whose manifest real Aspire wrote.</summary>
internal static class SampleGraph
{
    public static void AddTo(IDistributedApplicationBuilder builder)
    {
        var plain = builder.AddParameter("region", "eu-west-1");
        var secret = builder.AddParameter("apikey", secret: true);
        var pgUser = builder.AddParameter("pguser");

        var postgres = builder.AddPostgres("pg", userName: pgUser).WithDataVolume().WithPgAdmin();
        var db = postgres.AddDatabase("catalogdb", "catalog");
        var redis = builder.AddRedis("cache").WithDataVolume("cache-data").WithPersistence();
        var kafka = builder.AddKafka("events");

        var mail = builder
            .AddContainer("mail", "axllent/mailpit", "v1.20")
            .WithHttpEndpoint(targetPort: 8025, name: "ui")
            .WithEndpoint(targetPort: 1025, name: "smtp", scheme: "tcp")
            .WithEnvironment("MP_REGION", plain)
            .WithArgs("--verbose")
            .WithExternalHttpEndpoints();

        var ui = mail.GetEndpoint("ui");
        var api = builder
            .AddProject<ApiMetadata>("api")
            .WithReference(db)
            .WithReference(redis)
            .WithReference(kafka)
            .WithEnvironment("API_KEY", secret)
            .WithEnvironment("SMTP", mail.GetEndpoint("smtp"))
            .WithEnvironment(
                "URL",
                ReferenceExpression.Create($"http://{ui.Property(EndpointProperty.Host)}:{ui.Property(EndpointProperty.Port)}/x")
            )
            .WaitFor(db)
            .WaitFor(redis)
            .WaitFor(kafka)
            .WithHttpHealthCheck("/health")
            .WithReplicas(2)
            .WithExternalHttpEndpoints();

        builder
            .AddExecutable("worker", "python3", "ops", "-m", "worker")
            .WithHttpEndpoint(port: 9000, env: "PORT")
            .WithReference(api)
            .WithReference(db)
            .WaitFor(api)
            .WaitForCompletion(mail);

        builder.AddConnectionString("legacy");
    }
}
