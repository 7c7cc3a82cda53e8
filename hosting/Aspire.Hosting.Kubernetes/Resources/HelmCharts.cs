using YamlDotNet.Serialization;

namespace Aspire.Hosting.Kubernetes.Resources;

/// <summary>A chart's <c>Chart.yaml</c>.</summary>
public sealed class HelmChart
{
    public string? ApiVersion { get; set; }
    public string? Name { get; set; }
    public Dictionary<string, string> Annotations { get; set; } = [];
    public string? Type { get; set; }
    public string? AppVersion { get; set; }
    public List<HelmChartDependency> Dependencies { get; set; } = [];
    public bool? Deprecated { get; set; }
    public string? Description { get; set; }
    public string? Home { get; set; }
    public string? Icon { get; set; }
    public List<string> Keywords { get; set; } = [];
    public string? KubeVersion { get; set; }
    public List<HelmChartMaintainer> Maintainers { get; set; } = [];
    public List<string> Sources { get; set; } = [];
    public string? Version { get; set; }
}

/// <summary>A chart that it needs.</summary>
public sealed class HelmChartDependency
{
    public string? Name { get; set; }
    public string? Alias { get; set; }
    public string? Condition { get; set; }

    [YamlMember(Alias = "import-values")]
    public List<string> ImportValues { get; set; } = [];
    public string? Repository { get; set; }
    public List<string> Tags { get; set; } = [];
    public string? Version { get; set; }
}

/// <summary>Who looks after it.</summary>
public sealed class HelmChartMaintainer
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Url { get; set; }
}
