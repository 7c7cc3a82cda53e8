using System.Text.Json.Nodes;
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
    /// <summary>What a difference is about, as a beginning, and why it is there. <c>-</c>: Aspire alone has it; <c>+</c>: ours alone; <c>~</c>: otherwise.</summary>
    private static readonly (string Difference, string Reason)[] s_intended = [];

    [Fact]
    public async Task Every_difference_is_meant_and_every_one_that_is_meant_is_there()
    {
        var differences = await DifferencesAsync();

        differences
            .Where(difference => !s_intended.Any(intended => difference.StartsWith(intended.Difference, StringComparison.Ordinal)))
            .ShouldBeEmpty("differences that nobody has given a reason for");
        s_intended
            .Where(intended => !differences.Any(difference => difference.StartsWith(intended.Difference, StringComparison.Ordinal)))
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
