using System.Reflection;

namespace Aspire.Hosting.Tests.Api;

/// <summary>An AppHost written for Aspire must compile against our packages: what they define is what Aspire defines.</summary>
public class PublicApiTests(ITestOutputHelper output)
{
    public static TheoryData<string> Assemblies =>
        [
            "Aspire.Hosting",
            "Aspire.Hosting.Docker",
            "Aspire.Hosting.Elasticsearch",
            "Aspire.Hosting.JavaScript",
            "Aspire.Hosting.Kafka",
            "Aspire.Hosting.Kubernetes",
            "Aspire.Hosting.PostgreSQL",
            "Aspire.Hosting.Redis",
            "Aspire.Hosting.Testing",
            "CommunityToolkit.Aspire.Hosting.Minio",
        ];

    /// <summary>Left out on purpose; see the issue, part "Out".</summary>
    private static readonly string[] s_outOfScope =
    [
        "Certificate",
        "ExecutionConfiguration",
        "Mcp",
        "Pipelines.",
        "Terminal",
        "Hosting.AspireDto",
        "Hosting.AspireExport",
        "Hosting.AspireUnion",
        "Hosting.AspireValue",
        "ContainerRegistryResource",
        "Docker.",
        "LifecycleHook",
    ];

    private static readonly string[] s_mostUsed =
    [
        "AddProject",
        "WithReference",
        "WaitFor",
        "WithExternalHttpEndpoints",
        "WithEnvironment",
        "WithHttpHealthCheck",
        "WithHttpEndpoint",
        "AddParameter",
        "GetEndpoint",
        "WithArgs",
        "AddContainer",
        "WithReplicas",
        "WaitForCompletion",
        "Subscribe",
        "AddResource",
        "WithUrlForEndpoint",
        "WithLifetime",
        "AddDatabase",
        "WithDataVolume",
        "WithHostPort",
        "AddPostgres",
        "AddRedis",
        "WaitForResourceHealthyAsync",
        "CreateHttpClient",
        "GetConnectionStringAsync",
    ];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void WhatWeDefine_IsWhatAspireDefines(string assembly)
    {
        var theirs = ApiListing.Read(Path.Combine(AspireApiFiles.Require(), $"{assembly}.txt"));
        var breaches = new List<string>();
        foreach (var (name, type) in Ours(assembly).Types)
        {
            if (!theirs.Types.TryGetValue(name, out var model))
            {
                breaches.Add($"{type.Head}: Aspire has no such type");
                continue;
            }

            if (type.Head != model.Head)
            {
                breaches.Add($"{type.Head}: in Aspire {model.Head}");
            }

            breaches.AddRange(type.Bases.Except(model.Bases).Select(extra => $"{name}: in Aspire it is no {extra}"));
            breaches.AddRange(type.Members.Except(model.Members).Select(extra => $"{name}: {extra}"));
        }

        breaches.ShouldBeEmpty($"{breaches.Count} public members that Aspire has not, or not so:\n{string.Join("\n", breaches)}\n");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void WhatIsMostUsed_IsThere(string assembly)
    {
        var theirs = ApiListing.Read(Path.Combine(AspireApiFiles.Require(), $"{assembly}.txt"));
        var ours = Ours(assembly);
        Assert.SkipWhen(ours.Types.Count is 0, $"Not proved: what is most used of {assembly}. The package is still empty.");
        var (missing, wanted) = (new List<string>(), 0);
        foreach (
            var (name, model) in theirs.Types.Where(type =>
                !type.Value.IsMarked && !s_outOfScope.Any(part => type.Key.Contains(part, StringComparison.Ordinal))
            )
        )
        {
            var has = ours.Types.GetValueOrDefault(name)?.Members.Select(ApiListing.WithoutMarks).ToHashSet() ?? [];
            var inScope = model
                .Members.Where(member => !member.Contains("[experimental", StringComparison.Ordinal))
                .Where(member => !member.Contains("[obsolete", StringComparison.Ordinal))
                .Where(member => !s_outOfScope.Any(part => member.Contains(part, StringComparison.Ordinal)))
                .ToList();
            wanted += inScope.Count;
            missing.AddRange(inScope.Where(member => !has.Contains(ApiListing.WithoutMarks(member))).Select(member => $"{name}: {member}"));
        }

        output.WriteLine($"{assembly}: {wanted - missing.Count} of {wanted} members in scope; lacking {missing.Count}:");
        output.WriteLine(string.Join("\n", missing));
        missing
            .Where(member =>
                s_mostUsed.Any(name =>
                    member.Contains($" {name}(", StringComparison.Ordinal) || member.Contains($" {name}<", StringComparison.Ordinal)
                )
            )
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Aspire.Hosting.Docker")]
    [InlineData("Aspire.Hosting.Elasticsearch")]
    [InlineData("Aspire.Hosting.Kafka")]
    [InlineData("CommunityToolkit.Aspire.Hosting.Minio")]
    public void SmallPackages_AreWhole(string assembly)
    {
        // Elasticsearch's client is in that list because Aspire's package brings it along.
        var theirs = ApiListing
            .Read(Path.Combine(AspireApiFiles.Require(), $"{assembly}.txt"))
            .Types.Where(type => !type.Key.StartsWith("Elastic.Clients.", StringComparison.Ordinal))
            .ToDictionary();
        var ours = Ours(assembly).Types;

        ours.Keys.ShouldBe(theirs.Keys, ignoreOrder: true);
        foreach (var (name, model) in theirs)
        {
            ours[name].Members.ShouldBe(model.Members, ignoreOrder: true);
            ours[name].IsMarked.ShouldBe(model.IsMarked, name);
        }
    }

    private static ApiListing Ours(string assembly) =>
        ApiListing.Parse(
            ApiPrinter.Print(
                Assembly
                    .Load(assembly)
                    .GetExportedTypes()
                    .Where(type =>
                        type.Namespace?.StartsWith("Aspire.", StringComparison.Ordinal) is true
                        || type.Namespace?.StartsWith("CommunityToolkit.Aspire.", StringComparison.Ordinal) is true
                    )
            )
        );
}
