using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Settings;
using Publishing.Tests.Support;

namespace Publishing.Tests.Helm;

/// <summary>The chart beside the one that Aspire writes for the same graph: the differences are meant, and these are all.</summary>
public class AspireChartTests
{
    /// <summary>Differences, and why they are there. <c>-</c>: Aspire alone has it; <c>+</c>: ours alone; <c>~</c>: otherwise.</summary>
    private static readonly (string Difference, string Reason)[] s_intended =
    [
        (
            @"\- templates/(api|cache|pg)/secrets\.yaml",
            "No secret is a value of the chart: ExternalSecrets name them, and the process puts them together."
        ),
        (@"\+ templates/(.+/external-secrets|secret-stores)\.yaml", "Where secrets come from, and how they are called there."),
        (@"\- templates/k8s-dashboard/.+", "The dashboard shows one developer's graph; a cluster has a collector, and what it feeds."),
        (@"\+ templates/(collector|prometheus|alertmanager|grafana|jaeger)/.+", "Telemetry in every target."),
        (
            @"\- templates/(events|mail|pg)/config\.yaml",
            "A store's settings are its realization's; a parameter stands once, in a map of all parameters."
        ),
        (@"\+ templates/parameters\.yaml", "Parameters that may be read, once for all who use them."),
        (@"\+ (README\.md|templates/NOTES\.txt|values\.schema\.json)", "What the chart says to people, and what it refuses from them."),
        (
            @"\+ values-(dev|staging|prod|perf)\.yaml",
            "Aspire writes values.ENVIRONMENT.yaml when it deploys; here publishing writes every stage's."
        ),
        (@"\+ templates/namespaces\.yaml", "Applications, data and monitoring have namespaces of their own."),
        (@"\+ templates/network/.+", "What does not reference may not talk."),
        (@"\+ templates/(authorization/.+|destinations/.+|peer-authentication\.yaml)", "The mesh, which can be switched off."),
        (@"\+ templates/(constraints|templates|roles)\.yaml", "Admission policies, and what developers and operators may do."),
        (@"\+ templates/(api|mail)\.yaml", "The vertical autoscaler recommends requests."),
        (
            @"\+ templates/.+/(service-?account|pod-disruption-budget)\.yaml",
            "An identity of its own for each workload; a budget where there are replicas."
        ),
        (@"\+ templates/(pg|events)/setup\.yaml", "Roles, databases and topics are made in the cluster: each service has its own."),
        (
            @". (pg|cache|events) (StatefulSet|Service|ConfigMap) .+",
            "A store as its realization has it: a volume that stays where Aspire's is empty after every restart, logins, probes, limits, a restricted pod."
        ),
        (@"\+ (api|mail) \w+ metadata namespace", "The namespace is the same however it is installed, as in Kustomize."),
        (@"~ (api|mail) \w+ metadata name: .+", "Objects have their resource's name: an address is what the graph calls it."),
        (
            @"~ (api|mail) \w+ (spec template )?metadata labels app\.kubernetes\.io/instance: .+",
            "The name of a release is no part of an object: Kustomize has none."
        ),
        (
            @"\+ (api|mail) \w+ (spec template )?metadata labels (app|app\.kubernetes\.io/part-of|environment|team)",
            "Labels that policies ask for."
        ),
        (
            @"\- (api|mail) \w+ spec selector (matchLabels )?app\.kubernetes\.io/instance",
            "Selectors cannot change: only what never does is in them."
        ),
        (@"~ (api|mail) Deployment spec strategy rollingUpdate maxUnavailable: 1 is 0", "No instance goes before another is there."),
        (@"\+ (api|mail) Deployment spec template metadata annotations", "A change of configuration rolls the pods."),
        (
            @"[~-] (api|mail) Deployment spec template spec containers envFrom.*",
            "Secrets come one by one, so that $(NAME) can put them together; mail has no map of its own."
        ),
        (@"~ api Deployment spec template spec containers image: .+", "No image is 'latest'."),
        (@"\+ (api|mail) Deployment spec template spec containers env", "Secrets and parameters, and what is put together of them."),
        (
            @"\+ (api|mail) Deployment spec template spec containers (startupProbe|livenessProbe|readinessProbe|lifecycle)",
            "Probes from health checks, and draining."
        ),
        (
            @"\+ (api|mail) Deployment spec template spec (containers )?(resources|securityContext|volumeMounts|volumes)",
            "Limits; not root, and read-only but for the directories that are written to."
        ),
        (
            @"\+ (api|mail) Deployment spec template spec (automountServiceAccountToken|enableServiceLinks|serviceAccountName|terminationGracePeriodSeconds)",
            "An identity without a token, no variables of other services, time to drain."
        ),
        (@"\+ api Deployment spec template spec topologySpreadConstraints", "Replicas stand on different machines and in different zones."),
        (@"[~+] (api|mail) Service spec ports (targetPort: .+|appProtocol)", "Ports go by name; the mesh is told what is spoken."),
        (@"~ api ConfigMap data \w+: .+", "Other names of services; a role of the database for this service alone."),
        (@"\- api ConfigMap data ConnectionStrings__events", "With a login it is a secret."),
        (@"\- api ConfigMap data URL", "The sample has an expression there that this graph leaves out."),
        (@"\+ api ConfigMap data OTEL_RESOURCE_ATTRIBUTES", "Telemetry says of which stage it is."),
    ];

    [Fact]
    public async Task Every_difference_is_meant_and_every_one_that_is_meant_is_there()
    {
        var differences = await DifferencesAsync();

        differences
            .Where(difference =>
                !s_intended.Any(intended => Regex.IsMatch(difference, $@"\A{intended.Difference}\z", RegexOptions.Singleline))
            )
            .ShouldBeEmpty("differences that nobody has given a reason for");
        s_intended
            .Where(intended =>
                !differences.Any(difference => Regex.IsMatch(difference, $@"\A{intended.Difference}\z", RegexOptions.Singleline))
            )
            .ShouldBeEmpty("reasons for differences that are not there");
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        var golden = Path.GetFullPath(
            Path.Combine(Schemas.Require("", "in what our chart differs from Aspire's"), "..", "aspire-golden", "k8s")
        );
        Assert.SkipWhen(!Directory.Exists(golden), $"Not proved: in what our chart differs from Aspire's. There is no {golden}.");
        var folder = Directory.CreateTempSubdirectory("aspire-chart-");
        try
        {
            foreach (
                var file in (await PublishAsync()).Files.Where(file => file.Path.StartsWith("kubernetes/chart/", StringComparison.Ordinal))
            )
            {
                var path = Path.Combine(folder.FullName, file.Path["kubernetes/chart/".Length..]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, file.Text);
            }
            var rendered = await HelmRun.RenderAsync([new(golden, []), new(folder.FullName, [])]);
            rendered.ShouldAllBe(result => result.Error == "");
            var differences = new List<string>();
            var (theirs, ours) = (FilesOf(golden), FilesOf(folder.FullName));
            differences.AddRange(theirs.Except(ours).Select(file => $"- {file}"));
            differences.AddRange(ours.Except(theirs).Select(file => $"+ {file}"));
            var (their, our) = (ByName(rendered[0].Objects), ByName(rendered[1].Objects));
            foreach (var (name, tree) in their.Where(found => our.ContainsKey(found.Key)))
            {
                Compare(name, tree, our[name], differences);
            }
            return differences;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<OutputTree> PublishAsync()
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--operation", "publish"], DisableDashboard = true }
        );
        builder.AddKubernetesEnvironment("k8s");
        var region = builder.AddParameter("region", "eu-west-1");
        var key = builder.AddParameter("apikey", secret: true);
        var user = builder.AddParameter("pguser", "shop");
        var database = builder.AddPostgres("pg", userName: user).WithDataVolume().AddDatabase("catalogdb", "catalog");
        var redis = builder.AddRedis("cache").WithDataVolume("cache-data").WithPersistence();
        var kafka = builder.AddKafka("events");
        var mail = builder
            .AddContainer("mail", "axllent/mailpit", "v1.20")
            .WithHttpEndpoint(targetPort: 8025, name: "ui")
            .WithEndpoint(targetPort: 1025, name: "smtp", scheme: "tcp")
            .WithEnvironment("MP_REGION", region)
            .WithArgs("--verbose")
            .WithExternalHttpEndpoints();
        builder
            .AddProject<Projects.Catalog>("api")
            .WithReference(database)
            .WithReference(redis)
            .WithReference(kafka)
            .WithEnvironment("API_KEY", key)
            .WithEnvironment("SMTP", mail.GetEndpoint("smtp"))
            .WaitFor(database)
            .WaitFor(redis)
            .WaitFor(kafka)
            .WithHttpHealthCheck("/health")
            .WithReplicas(2)
            .WithExternalHttpEndpoints();
        await using var app = builder.Build();
        var graph = app.Services.GetRequiredService<DistributedApplicationModel>();
        var context = app.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var models = new List<DeploymentModel>();
        foreach (var stage in Stages.All)
        {
            var settings = new StageSettings(stage) { Application = "apphost" };
            models.Add(await ModelReader.ReadAsync(graph, context, stage, settings, CancellationToken.None));
        }
        var target = new TargetContext(models, new OutputTree(), new PublishReport(), CancellationToken.None);
        new KubernetesTarget(graph.Resources.OfType<KubernetesEnvironmentResource>().Single()).Emit(target);
        target.Report.Findings.Where(finding => finding.Level == FindingLevel.Error).ShouldBeEmpty();
        return target.Output;
    }

    private static List<string> FilesOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>By component and kind: the names themselves differ.</summary>
    private static Dictionary<string, JsonObject> ByName(IReadOnlyList<JsonObject> objects) =>
        objects
            .GroupBy(tree => $"{(string?)tree["metadata"]?["labels"]?["app.kubernetes.io/component"]} {(string)tree["kind"]!}")
            .ToDictionary(group => group.Key, group => group.First());

    private static void Compare(string place, JsonNode? theirs, JsonNode? ours, List<string> differences)
    {
        switch (theirs, ours)
        {
            case (JsonObject map, JsonObject other):
                foreach (var key in map.Select(entry => entry.Key).Union(other.Select(entry => entry.Key)))
                {
                    if (!other.ContainsKey(key))
                    {
                        differences.Add($"- {place} {key}");
                    }
                    else if (!map.ContainsKey(key))
                    {
                        differences.Add($"+ {place} {key}");
                    }
                    else
                    {
                        Compare($"{place} {key}", map[key], other[key], differences);
                    }
                }
                break;
            case (JsonArray list, JsonArray other) when list.Count == other.Count:
                for (var i = 0; i < list.Count; i++)
                {
                    Compare(place, list[i], other[i], differences);
                }
                break;
            default:
                if (!JsonNode.DeepEquals(theirs, ours))
                {
                    differences.Add($"~ {place}: {theirs?.ToJsonString()} is {ours?.ToJsonString()}");
                }
                break;
        }
    }
}
