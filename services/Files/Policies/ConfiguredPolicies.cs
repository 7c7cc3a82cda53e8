using Platform.FileStores.Stores;

namespace Files.Policies;

/// <summary>The policies as they are configured, with the rules that hold where nothing is.</summary>
internal static class ConfiguredPolicies
{
    private const long GiB = 1L << 30;

    public static StoragePolicy Of(StorageOptions options, IReadOnlyCollection<string> connected)
    {
        StorageRule[] rules = options.Rules.Count > 0 ? [.. options.Rules] : [new() { MinBytes = GiB, Target = StorageTargets.Oci }];
        return new(rules, options.Default, connected);
    }

    public static ProcessingPolicy Of(ProcessingOptions options)
    {
        ProcessingRule[] rules =
            options.Rules.Count > 0
                ? [.. options.Rules]
                :
                [
                    new() { AnalysisType = "inference", Target = ProcessingTargets.Gpu },
                    new() { MinBytes = GiB / 4, Target = ProcessingTargets.Queue },
                ];
        var connected = new List<string> { ProcessingTargets.Worker };
        if (options.QueueUrl is { Length: > 0 })
            connected.Add(ProcessingTargets.Queue);
        if (options.FunctionEndpoint is { Length: > 0 })
            connected.Add(ProcessingTargets.Function);
        if (options.GpuEndpoint is { Length: > 0 })
            connected.Add(ProcessingTargets.Gpu);
        return new(rules, options.Default, connected);
    }
}
