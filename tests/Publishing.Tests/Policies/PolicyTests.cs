using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Output;

namespace Publishing.Tests.Policies;

/// <summary>What each policy stops, and what it lets pass.</summary>
public sealed class PolicyTests : IDisposable
{
    private const string GoodPod = """
        {"metadata": {"labels": {"app": "api", "team": "t", "environment": "prod"}},
         "spec": {"securityContext": {"runAsNonRoot": true},
          "topologySpreadConstraints": [{"topologyKey": "topology.kubernetes.io/zone"}],
          "containers": [{"name": "api", "image": "r.example/api:1.2",
            "resources": {"limits": {"cpu": "1", "memory": "1Gi"}}, "readinessProbe": {}, "livenessProbe": {},
            "env": [{"name": "DB_PASSWORD", "valueFrom": {"secretKeyRef": {"name": "api", "key": "db"}}}, {"name": "URL", "value": "http://users:8080"},
                    {"name": "ConnectionStrings__db", "value": "Host=db;Username=api;Password=$(DB_PASSWORD)"}]}]}}
        """;

    private const string GoodService = """
        {"image": "${REGISTRY:-}api:${VERSION:-1.2}", "user": "1000:1000", "healthcheck": {"test": ["CMD", "true"]},
         "deploy": {"resources": {"limits": {"cpus": "1", "memory": "1G"}}}, "environment": {"TOKEN_FILE": "/run/secrets/token"},
         "labels": {"app": "a", "team": "t", "environment": "dev"}}
        """;

    private readonly PublishedFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_keeps_every_rule_passes()
    {
        Deployment("spec/replicas", 3);
        Service("restart", "unless-stopped");

        (await CheckAsync()).ShouldBe("");
    }

    [Theory]
    [InlineData("ImageTag", "spec/containers/0/image", "\"r.example:5000/api\"", "has no tag")]
    [InlineData("ImageTag", "spec/containers/0/image", "\"api:latest\"", "is another one tomorrow")]
    [InlineData("NonRoot", "spec/securityContext", "{}", "may run as root")]
    [InlineData("NonRoot", "spec/containers/0/securityContext", "{\"runAsUser\": 0}", "runs as user 0")]
    [InlineData("NonRoot", "spec/containers/0/securityContext", "{\"runAsNonRoot\": false}", "may run as root")]
    [InlineData("Limits", "spec/containers/0/resources/limits/memory", "null", "has no limit of memory")]
    [InlineData(
        "Limits",
        "spec/initContainers",
        "[{\"name\": \"init\", \"image\": \"a:1\"}]",
        "container init, in test has no limit of cpu and memory"
    )]
    [InlineData("Probes", "spec/containers/0/livenessProbe", "null", "has no livenessProbe")]
    [InlineData(
        "InlineSecret",
        "spec/containers/0/env/0",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"hunter2\"}",
        "has a literal in DB_PASSWORD"
    )]
    [InlineData("InlineSecret", "spec/containers/0/env/1/value", "\"http://me:hunter2@users:8080\"", "has a literal in URL")]
    [InlineData("InlineSecret", "spec/containers/0/env/2/value", "\"Host=db;Password=hunter2\"", "has a literal in ConnectionStrings__db")]
    [InlineData("Labels", "metadata/labels/team", "null", "the pod of Deployment api in test has no label team")]
    [InlineData("Redundancy", "spec/topologySpreadConstraints", "[]", "is not spread over zones")]
    public async Task A_pod_against_a_rule_is_told_with_resource_stage_and_remedy(string rule, string path, string value, string problem)
    {
        Deployment($"spec/template/{path}", JsonNode.Parse(value));

        (await CheckAsync()).ShouldMatch($@"error +api  {rule}: prod: .*{System.Text.RegularExpressions.Regex.Escape(problem)}.*\. \S.*\.");
    }

    [Theory]
    [InlineData("ImageTag", "image", "\"${REGISTRY:-}api:${VERSION:-latest}\"", "is another one tomorrow")]
    [InlineData("NonRoot", "user", "\"0:0\"", "runs as root")]
    [InlineData("NonRoot", "user", "null", "runs as whoever its image says")]
    [InlineData("Limits", "deploy/resources/limits/cpus", "null", "has no limit of cpus")]
    [InlineData("Probes", "healthcheck", "{\"disable\": true}", "has no health check")]
    [InlineData("InlineSecret", "environment/API_KEY", "\"hunter2\"", "has a literal in API_KEY")]
    [InlineData("Labels", "labels", "{}", "has no label team, app, environment")]
    public async Task A_service_of_Compose_against_a_rule_is_told(string rule, string path, string value, string problem)
    {
        Service(path, JsonNode.Parse(value));

        (await CheckAsync()).ShouldContain($"api  {rule}: prod: ");
        folder.Error.ToString().ShouldContain(problem);
    }

    [Theory]
    [InlineData("Service", """{"spec": {"type": "LoadBalancer"}}""", "is reachable from outside")]
    [InlineData("Service", """{"spec": {"type": "NodePort"}}""", "is reachable from outside")]
    [InlineData("service", """{"ports": ["5432:5432"], "restart": "no"}""", "publishes its port (5432:5432)")]
    [InlineData("Ingress", """{"spec": {"rules": [{"backend": {"service": {"name": "postgres"}}}]}}""", "routes to the store 'postgres'")]
    [InlineData("Kafka", """{"spec": {"kafka": {"listeners": [{"name": "all", "type": "loadbalancer"}]}}}""", "the listener 'all'")]
    public async Task A_store_that_the_outside_reaches_is_told(string kind, string tree, string problem)
    {
        Record(kind, "postgres", JsonNode.Parse(tree)!.AsObject());

        (await CheckAsync(builder => Backed(builder.AddPostgres("postgres")))).ShouldContain($"postgres  PublicDatabase: prod: ");
        folder.Error.ToString().ShouldContain(problem);
    }

    [Fact]
    public async Task A_store_s_port_on_the_machine_s_own_address_is_no_public_one()
    {
        Record("service", "postgres", JsonNode.Parse("""{"ports": ["127.0.0.1:5432:5432"], "restart": "no"}""")!.AsObject());

        (await CheckAsync(builder => Backed(builder.AddPostgres("postgres")))).ShouldNotContain("PublicDatabase");
    }

    [Fact]
    public async Task A_mock_in_a_real_stage_is_told()
    {
        Deployment("spec/replicas", 3);

        (await CheckAsync(mock: true)).ShouldContain("api  Mock: prod: it is a mock");
    }

    [Fact]
    public async Task Data_without_TLS_and_without_copies_are_told_and_dev_s_may()
    {
        var said = await CheckAsync(builder => builder.AddPostgres("postgres").WithDataVolume());

        said.ShouldContain("postgres  Backups: prod: it keeps data, and nobody copies them.");
        said.ShouldContain("postgres  EncryptionInTransit: staging, prod, perf: ");
        said.ShouldNotContain("dev: ");
    }

    [Fact]
    public async Task What_is_public_in_prod_has_three_replicas()
    {
        (await CheckAsync(replicas: 2)).ShouldContain("api  Redundancy: prod: it is public, and has 2 replicas at least. Three it takes");
        Deployment("spec/replicas", 1);
        (await CheckAsync()).ShouldContain("api  Redundancy: prod: it is public, and in test has 1 replicas.");
    }

    [Fact]
    public async Task A_canary_beside_three_replicas_is_no_fault()
    {
        Deployment("spec/replicas", 1);
        var canary = folder.Objects[0] with { Name = "api-canary" };
        Deployment("spec/replicas", 3);
        folder.Objects.Add(canary);

        (await CheckAsync()).ShouldBe("");
    }

    [Fact]
    public async Task A_secret_s_value_is_found_in_every_coding_wherever_it_stands()
    {
        const string secret = "correct horse/battery";
        foreach (
            var text in new[]
            {
                secret,
                Uri.EscapeDataString(secret),
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(secret)),
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"a{secret}z")),
                Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"ab{secret}zz")),
            }
        )
        {
            folder.Put("test/a.yaml", $"a: {text}\n");

            var said = await CheckAsync(builder => builder.AddParameter("api-key", secret: true), args: $"--Parameters:api-key={secret}");

            said.ShouldContain("api-key  InlineSecret: the parameter's value stands in test/a.yaml.");
            said.ShouldNotContain("horse");
        }
    }

    [Fact]
    public async Task A_waiver_lets_its_resource_pass_in_its_stages_and_is_told_with_its_reason()
    {
        Deployment("spec/template/spec/securityContext", new JsonObject());

        var said = await CheckAsync(api: api => api.Waive(Policy.NonRoot, "the image binds port 80", Stage.Prod));

        said.ShouldContain("waived  api  NonRoot: prod: ");
        said.ShouldContain("Waived: the image binds port 80");
        said.ShouldNotContain("error");

        said = await CheckAsync(api: api => api.Waive(Policy.NonRoot, "the image binds port 80", Stage.Dev));
        said.ShouldContain("error   api  NonRoot: prod: ");
    }

    [Fact]
    public async Task A_waiver_that_waives_nothing_is_an_error()
    {
        Deployment("spec/replicas", 3);

        var said = await CheckAsync(api: api => api.Waive(Policy.Limits, "it was so once"));

        said.ShouldContain("error   api  Limits: the waiver of Limits waives nothing (it was so once).");
    }

    private static void Backed(IResourceBuilder<PostgresServerResource> store) =>
        store.WithRealization(new(Realization.Operator)).WithBackup(new("0 2 * * *", 30));

    private void Deployment(string path, JsonNode? value)
    {
        var tree = new JsonObject
        {
            ["metadata"] = JsonNode.Parse("""{"name": "api", "labels": {"app": "api", "team": "t", "environment": "prod"}}"""),
            ["spec"] = new JsonObject { ["replicas"] = 3, ["template"] = JsonNode.Parse(GoodPod) },
        };
        Set(tree, path, value);
        Record("Deployment", "api", tree);
    }

    private void Service(string path, JsonNode? value)
    {
        var tree = JsonNode.Parse(GoodService)!.AsObject();
        Set(tree, path, value);
        Record(EmittedObject.ComposeService, "api", tree);
    }

    private static void Set(JsonObject tree, string path, JsonNode? value) => TreePath.Set(tree, path, value);

    private void Record(string kind, string name, JsonObject tree)
    {
        folder.Objects.Clear();
        folder.Objects.Add(new EmittedObject("test", Stage.Prod, kind, name, tree));
    }

    /// <summary>All that check says of a public service <c>api</c>, and of what else is in the graph.</summary>
    private async Task<string> CheckAsync(
        Action<IDistributedApplicationBuilder>? declare = null,
        Action<IResourceBuilder<ContainerResource>>? api = null,
        int replicas = 3,
        bool mock = false,
        params string[] args
    )
    {
        try
        {
            await folder.PublishAsync(
                builder =>
                {
                    var container = builder
                        .AddContainer("api", "api", "1.2")
                        .WithHttpEndpoint(targetPort: 8080)
                        .WithExposure(new("api.example.com"))
                        .WithScaling(new(replicas));
                    if (mock)
                    {
                        container.AsMockOf(new("somebody") { AddressRanges = ["192.0.2.0/24"] });
                    }
                    api?.Invoke(container);
                    declare?.Invoke(builder);
                },
                ["--step", "check", .. args]
            );
        }
        catch (DistributedApplicationException exception)
        {
            exception.Message.ShouldBe("See the errors above.", folder.Error.ToString());
        }
        return folder.Error.ToString();
    }
}
