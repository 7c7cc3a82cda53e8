using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Elasticsearch;

/// <summary>What a native engine must know to serve an Elasticsearch resource: the variables that the image reads, as far as they mean something to it.</summary>
internal static partial class ElasticsearchEngineSettings
{
    public const string SecurityVariable = "xpack.security.enabled";
    public const string PasswordVariable = "ELASTIC_PASSWORD";

    // Elasticsearch's own rule: with a shorter one it does not start.
    private const int ShortestPassword = 6;

    public static async ValueTask<EngineSettings> CreateAsync(ElasticsearchResource elasticsearch, EngineSettingsContext context)
    {
        var environment = await EnvironmentEvaluator
            .ResolveAsync(
                elasticsearch,
                context.ExecutionContext,
                KnownNetworkIdentifiers.LocalhostNetwork,
                cancellationToken: context.CancellationToken
            )
            .ConfigureAwait(false);
        var isSecured = environment.GetValueOrDefault(SecurityVariable) is not "false";
        var settings = new ElasticsearchSettings(isSecured ? Password(elasticsearch, environment) : null)
        {
            Endpoint = elasticsearch.PrimaryEndpoint.IsAllocated ? elasticsearch.PrimaryEndpoint.Url : null,
            MemoryBudget = HeapOf(environment.GetValueOrDefault("ES_JAVA_OPTS")),
        };
        if (environment.GetValueOrDefault("cluster.name") is { Length: > 0 } cluster)
        {
            settings = settings with { ClusterName = cluster };
        }

        return environment.GetValueOrDefault("node.name") is { Length: > 0 } node ? settings with { NodeName = node } : settings;
    }

    private static string Password(ElasticsearchResource elasticsearch, IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault(PasswordVariable) is { Length: >= ShortestPassword } password
            ? password
            : throw new DistributedApplicationException(
                $"Elasticsearch '{elasticsearch.Name}' takes no '{elasticsearch.PasswordParameter.Name}' of fewer than {ShortestPassword} "
                    + $"characters. Set a longer one: Parameters:{elasticsearch.PasswordParameter.Name}"
            );

    /// <summary>Of several limits Java heeds the last.</summary>
    private static long? HeapOf(string? options)
    {
        if (LargestHeap().Matches(options ?? "").LastOrDefault() is not { } heap)
        {
            return null;
        }

        var shift = heap.Groups["unit"].Value switch
        {
            "k" or "K" => 10,
            "m" or "M" => 20,
            "g" or "G" => 30,
            _ => 0,
        };
        return long.Parse(heap.Groups["number"].Value, CultureInfo.InvariantCulture) << shift;
    }

    [GeneratedRegex(@"(?<!\S)-Xmx(?<number>[0-9]{1,12})(?<unit>[kKmMgG]?)(?!\S)")]
    private static partial Regex LargestHeap();
}
