namespace Platform.Hosting.Publishing.Telemetry;

/// <summary>What telemetry runs on: it decides what can be measured of the machines, and what can tell that an instance is gone.</summary>
public enum TelemetryPlace
{
    /// <summary>One machine: the collector measures it, and an instance that is gone stops sending.</summary>
    Compose,

    /// <summary>A cluster with kube-state-metrics, node-exporter and the kubelet's metrics.</summary>
    Kubernetes,
}
