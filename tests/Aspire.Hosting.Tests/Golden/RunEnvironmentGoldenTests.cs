using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Golden;

public sealed class RunEnvironmentGoldenTests
{
    // Each replica gets its own at start.
    private static readonly string[] s_perReplica = ["OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME"];

    [Fact]
    public async Task The_sample_graph_runs_in_the_environment_that_Aspire_injects()
    {
        var expected = WithoutRebuilder(JsonNode.Parse(await File.ReadAllTextAsync(SharedData.Golden("run-environment.json")))!);
        using var sample = new SampleAppHost();
        var builder = sample.CreateBuilder(
            "--Parameters:apikey=k-123",
            "--Parameters:pguser=app user",
            "--Parameters:pg-password=p@ss/w0rd",
            "--Parameters:cache-password=cachepw",
            "--ConnectionStrings:legacy=Server=old;Database=x"
        );
        AddGraph(builder);
        await using var application = builder.Build();

        var actual = new JsonObject { ["endpoints"] = Allocate(builder, expected["endpoints"]!.AsObject()) };
        foreach (var resource in builder.Resources.OfType<IResourceWithEnvironment>())
        {
            actual[resource.Name] = await EnvironmentAsync(resource, builder.ExecutionContext);
        }

        foreach (var resource in builder.Resources.OfType<IResourceWithConnectionString>())
        {
            actual[$"connectionString:{resource.Name}"] = await resource.GetConnectionStringAsync(TestContext.Current.CancellationToken);
        }

        // xunit's message shows the first difference, Shouldly's every character.
        Assert.Equal(Comparable(expected), Comparable(actual));
    }

    private static void AddGraph(IDistributedApplicationBuilder builder)
    {
        var plain = builder.AddParameter("region", "eu-west-1");
        var secret = builder.AddParameter("apikey", secret: true);
        var pgUser = builder.AddParameter("pguser");
        var db = builder.AddPostgres("pg", userName: pgUser).WithDataVolume().AddDatabase("catalogdb", "catalog");
        var redis = builder.AddRedis("cache").WithDataVolume("cache-data").WithPersistence();
        var kafka = builder.AddKafka("events");
        var mail = builder
            .AddContainer("mail", "axllent/mailpit", "v1.20")
            .WithHttpEndpoint(targetPort: 8025, name: "ui")
            .WithEndpoint(targetPort: 1025, name: "smtp", scheme: "tcp")
            .WithEnvironment("MP_REGION", plain)
            .WithArgs("--verbose")
            .WithExternalHttpEndpoints();
        var legacy = builder.AddConnectionString("legacy");
        var vendor = builder.AddExternalService("vendor", "https://example.test/");
        var ui = mail.GetEndpoint("ui");
        var api = builder
            .AddProject<ApiMetadata>("api")
            .WithReference(db)
            .WithReference(redis)
            .WithReference(kafka)
            .WithReference(legacy)
            .WithReference(vendor)
            .WithEnvironment("API_KEY", secret)
            .WithEnvironment("SMTP", mail.GetEndpoint("smtp"))
            .WithEnvironment(
                "URL",
                ReferenceExpression.Create($"http://{ui.Property(EndpointProperty.Host)}:{ui.Property(EndpointProperty.Port)}/x")
            )
            .WithHttpHealthCheck("/health")
            .WithReplicas(2)
            .WithExternalHttpEndpoints();
        builder
            .AddExecutable("worker", "python3", "ops", "-m", "worker")
            .WithHttpEndpoint(port: 9000, env: "PORT")
            .WithReference(api)
            .WithReference(db)
            .WithReference(mail.GetEndpoint("ui"));
    }

    // Gives each endpoint the ports that Aspire's had, and says what else the endpoints are.
    private static JsonObject Allocate(IDistributedApplicationBuilder builder, JsonObject expected)
    {
        var endpoints = new JsonObject();
        foreach (var resource in builder.Resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var name = $"{resource.Name}.{endpoint.Name}";
                var ports = expected[name].ShouldNotBeNull($"Aspire has no endpoint {name}.");
                var (port, targetPort) = (ports["port"]!.GetValue<int>(), ports["targetPort"]!.GetValue<int>());
                endpoint.AllocatedEndpoint = new AllocatedEndpoint(
                    endpoint,
                    "localhost",
                    port,
                    EndpointBindingMode.SingleAddress,
                    targetPortExpression: targetPort.ToString(CultureInfo.InvariantCulture)
                );
                endpoints[name] = new JsonObject
                {
                    ["port"] = port,
                    ["targetPort"] = targetPort,
                    ["UriScheme"] = endpoint.UriScheme,
                    ["Transport"] = endpoint.Transport,
                    ["IsExternal"] = endpoint.IsExternal,
                    ["IsProxied"] = endpoint.IsProxied,
                };
            }
        }

        return endpoints;
    }

    private static async Task<JsonObject> EnvironmentAsync(IResource resource, DistributedApplicationExecutionContext executionContext)
    {
        var environment = await EnvironmentEvaluator.ResolveAsync(
            resource,
            executionContext,
            KnownNetworkIdentifiers.LocalhostNetwork,
            cancellationToken: TestContext.Current.CancellationToken
        );
        return new JsonObject(environment.Select(variable => KeyValuePair.Create<string, JsonNode?>(variable.Key, variable.Value)));
    }

    private static JsonNode WithoutRebuilder(JsonNode expected)
    {
        expected.AsObject().Remove("api-rebuilder").ShouldBeTrue();
        return expected;
    }

    private static string Comparable(JsonNode node)
    {
        foreach (var name in s_perReplica)
        {
            node["api"]![name].ShouldNotBeNull($"api has no {name}.");
            node["api"]![name] = "(per replica)";
        }

        return Sorted(node)!
            .ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static JsonNode? Sorted(JsonNode? node) =>
        node is JsonObject map
            ? new JsonObject(map.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value))))
            : node?.DeepClone();
}
