namespace Platform.Hosting.Publishing.Telemetry.Rules;

/// <summary>What rules and dashboards ask for that is not our services'. Rules name nothing that stands neither here nor in <see cref="ServiceMetrics"/>.</summary>
public static class ExporterMetrics
{
    private const string KubeState = "kube-state-metrics";
    private const string KubeStateVersion = "2.10";
    private const string Collector = "otel-collector";
    private const string CollectorVersion = "0.131";

    public static ExporterMetric Up { get; } = new("up", "prometheus", "2.0");

    /// <summary>One for each instance that has sent metrics in the last two minutes.</summary>
    public static ExporterMetric Target { get; } = new("target_info", Collector, CollectorVersion);
    public static ExporterMetric MachineMemory { get; } = new("system_memory_usage_bytes", Collector, CollectorVersion);
    public static ExporterMetric MachineDisk { get; } = new("system_filesystem_usage_bytes", Collector, CollectorVersion);

    public static ExporterMetric DeploymentWanted { get; } = new("kube_deployment_spec_replicas", KubeState, KubeStateVersion);
    public static ExporterMetric DeploymentAvailable { get; } =
        new("kube_deployment_status_replicas_available", KubeState, KubeStateVersion);
    public static ExporterMetric Restarts { get; } = new("kube_pod_container_status_restarts_total", KubeState, KubeStateVersion);
    public static ExporterMetric NodeCondition { get; } = new("kube_node_status_condition", KubeState, KubeStateVersion);
    public static ExporterMetric VolumePhase { get; } = new("kube_persistentvolume_status_phase", KubeState, KubeStateVersion);

    public static ExporterMetric VolumeUsed { get; } = new("kubelet_volume_stats_used_bytes", "kubelet", "1.28");
    public static ExporterMetric VolumeCapacity { get; } = new("kubelet_volume_stats_capacity_bytes", "kubelet", "1.28");

    public static ExporterMetric NodeMemoryAvailable { get; } = new("node_memory_MemAvailable_bytes", "node-exporter", "1.6");
    public static ExporterMetric NodeMemory { get; } = new("node_memory_MemTotal_bytes", "node-exporter", "1.6");

    /// <summary>Connections of a PostgreSQL that CloudNativePG runs, by <c>datname</c>.</summary>
    public static ExporterMetric PostgresBackends { get; } = new("cnpg_backends_total", "cloudnative-pg", "1.22");
    public static ExporterMetric PostgresArchiveAge { get; } =
        new("cnpg_pg_stat_archiver_seconds_since_last_archival", "cloudnative-pg", "1.22");

    public static IReadOnlyList<ExporterMetric> All { get; } =
    [
        Up,
        Target,
        MachineMemory,
        MachineDisk,
        DeploymentWanted,
        DeploymentAvailable,
        Restarts,
        NodeCondition,
        VolumePhase,
        VolumeUsed,
        VolumeCapacity,
        NodeMemoryAvailable,
        NodeMemory,
        PostgresBackends,
        PostgresArchiveAge,
    ];
}
