using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Compose;

/// <summary>
/// What Aspire writes for a sample graph, and what we write for it. Every difference is on purpose and stands here with its reason; another is a
/// failure, and so is a reason for which there is no difference any more.
/// </summary>
public class AspireDifferencesTests
{
    private static readonly (string Path, string Reason)[] s_intended =
    [
        (
            @"^services/[^/]+/networks$|^networks/",
            "A network for each callee instead of one that all share: what has no edge cannot be reached."
        ),
        (
            @"^services/[^/]+/(healthcheck|restart|stop_grace_period|stop_signal|shm_size)(/|$)",
            "Whoever waits waits for what can serve; what dies comes back; data is written before the end."
        ),
        (
            @"^services/[^/]+/deploy/",
            "One service cannot take the machine from the others. Replicas are Aspire's WithReplicas, which its Compose publisher leaves out."
        ),
        (@"^services/[^/]+/(cap_drop|security_opt|user|read_only|tmpfs)(/|$)", "Nothing has rights that it does not need."),
        (@"^services/[^/]+/labels/", "team, app and environment are on everything."),
        (@"^services/[^/]+/secrets$|^secrets/", "Secrets are files that those see who use them, not variables that every tool prints."),
        (@"^services/pg/environment/POSTGRES_PASSWORD(_FILE)?$", "The password comes as a file."),
        (
            @"^services/cache/(command|environment/REDIS_PASSWORD)$",
            "The password comes over standard input: Aspire's stands in the command line of the process."
        ),
        (
            @"^services/api/environment/(API_KEY|.*(catalogdb|CATALOGDB|cache|CACHE).*)$",
            "Secrets are put in by the process, and the service has a role of its own in the database instead of the administrator's."
        ),
        (
            @"^services/pg-setup/",
            "The step that makes that role and its database; Aspire's database does not exist until somebody makes it."
        ),
        (@"^services/api/depends_on/", "service_healthy instead of service_started, and the step has ended."),
        (
            @"^services/events/(environment/|expose$|volumes$)|^volumes/events-data/",
            "KRaft is said in full; the broker reaches itself over loopback (Aspire advertises a name for a listener that is bound to loopback); one listener for clients; topics outlive the container."
        ),
        (@"^services/(pg|cache)/volumes$|^volumes/", "Names of volumes hold no hash of the AppHost's path: two who publish get the same."),
        (@"^services/cache/command$|^services/cache/entrypoint$", "See the password."),
        (
            @"^services/api/image$",
            "Registry and tag are chosen for all images at once, by IMAGE_REGISTRY and IMAGE_TAG, and there is a default."
        ),
        (
            @"^services/api/environment/HTTP_PORTS$|^services/(api|mail)/ports$",
            "The port in the container is 8080; the address of the machine on which it shows is said."
        ),
        (
            @"^services/(pg/environment/POSTGRES_USER|mail/environment/MP_REGION)$",
            "A parameter without a value stops the start with its name; Aspire's becomes an empty text."
        ),
        (@"^services/compose-dashboard/", "The dashboard is this repository's, has a tag, and shows itself on loopback only."),
        (
            @"^services/(collector|jaeger|prometheus|alertmanager|grafana)/|^services/api/environment/OTEL_EXPORTER_OTLP_ENDPOINT$",
            "Telemetry goes to a collector, which hands it to the dashboard and to what alerts, charts and keeps."
        ),
        (@"^services/api/environment/OTEL_RESOURCE_ATTRIBUTES$", "Telemetry says which application and stage it is of."),
    ];

    [Fact]
    public async Task Every_difference_has_its_reason_and_every_reason_its_difference()
    {
        var file = Path.Combine(
            Schemas.Require("..", "how our Compose file differs from Aspire's"),
            "aspire-golden",
            "compose",
            "docker-compose.yaml"
        );
        Assert.SkipUnless(
            File.Exists(file),
            "Not proved: how our Compose file differs from Aspire's. There is no aspire-golden beside the schemas."
        );
        var theirs = Leaves(Yaml.Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Single());
        var ours = Leaves((await ComposeOutput.OfAsync(Declare, Stage.Dev)).File());

        var differences = theirs
            .Keys.Union(ours.Keys)
            .Where(path => theirs.GetValueOrDefault(path) != ours.GetValueOrDefault(path))
            .Order(StringComparer.Ordinal)
            .ToList();
        var unexplained = differences
            .Where(path => !s_intended.Any(intended => Regex.IsMatch(path, intended.Path)))
            .Select(path => $"{path}: Aspire {theirs.GetValueOrDefault(path) ?? "-"}, we {ours.GetValueOrDefault(path) ?? "-"}");
        unexplained.ShouldBeEmpty();
        s_intended
            .Where(intended => !differences.Exists(path => Regex.IsMatch(path, intended.Path)))
            .Select(intended => intended.Path)
            .ShouldBeEmpty("reasons without a difference");
    }

    // The graph of aspire-golden/AppHost.cs.txt.
    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose");
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

        builder
            .AddProject("api", "../../../../../services/Users/Users.csproj")
            .WithReference(db)
            .WithReference(redis)
            .WithReference(kafka)
            .WithEnvironment("API_KEY", secret)
            .WithEnvironment("SMTP", mail.GetEndpoint("smtp"))
            .WithEnvironment(
                "URL",
                ReferenceExpression.Create(
                    $"http://{mail.GetEndpoint("ui").Property(EndpointProperty.Host)}:{mail.GetEndpoint("ui").Property(EndpointProperty.Port)}/x"
                )
            )
            .WaitFor(db)
            .WaitFor(redis)
            .WaitFor(kafka)
            .WithHttpHealthCheck("/health")
            .WithReplicas(2)
            .WithExternalHttpEndpoints();
    }

    /// <summary>Texts by their path; a list is one text.</summary>
    private static Dictionary<string, string> Leaves(JsonNode root)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(root, "");
        return leaves;

        void Collect(JsonNode? node, string path)
        {
            if (node is JsonObject { Count: > 0 } map)
            {
                foreach (var (name, value) in map)
                {
                    Collect(value, path.Length is 0 ? name : $"{path}/{name}");
                }
                return;
            }
            leaves[path] = node is JsonArray list
                ? string.Join(", ", list.Select(item => item!.ToJsonString()))
                : Convert.ToString(node, CultureInfo.InvariantCulture)!;
        }
    }
}
