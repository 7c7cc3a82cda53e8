namespace Platform.Hosting.Deployment;

/// <summary>The cluster of a stage.</summary>
public sealed record ClusterConfig
{
    /// <summary>Default: the application and the stage, <c>open-market-prod</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>From 1.28 to 1.36, with or without a patch.</summary>
    public string KubernetesVersion { get; init; } = "1.34";
    public CloudProvider Provider { get; init; } = CloudProvider.Aws;
    public string Region { get; init; } = "ap-northeast-2";

    /// <summary>At least two, each once.</summary>
    public IReadOnlyList<string> AvailabilityZones { get; init; } = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"];

    /// <summary>By the group's name.</summary>
    public IReadOnlyDictionary<string, NodeGroup> NodeGroups { get; init; } = new Dictionary<string, NodeGroup>();

    /// <summary>Of machines.</summary>
    public string VpcCidr { get; init; } = "10.0.0.0/16";

    /// <summary>Of pods; apart from the machines' and the services'.</summary>
    public string PodCidr { get; init; } = "10.244.0.0/16";
    public string ServiceCidr { get; init; } = "10.96.0.0/16";
    public bool EnableIstio { get; init; } = true;
    public bool EnableMonitoring { get; init; } = true;
    public bool EnableLogging { get; init; } = true;
    public bool EnableBackup { get; init; } = true;
}

/// <summary>Machines of one kind.</summary>
public sealed record NodeGroup
{
    public int MinSize { get; init; } = 1;
    public int MaxSize { get; init; } = 1;

    /// <summary>Kubernetes' quantity.</summary>
    public string DiskSize { get; init; } = "100Gi";
    public string InstanceType { get; init; } = "";
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<NodeTaint> Taints { get; init; } = [];
}

/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute.</param>
public sealed record NodeTaint(string Key, string Value, string Effect = "NoSchedule");

/// <summary>Whose machines a cluster runs on.</summary>
public enum CloudProvider
{
    Aws,
    Gcp,
    Azure,
    OnPremise,
}
