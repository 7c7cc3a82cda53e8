using Platform.Hosting.Publishing.Admission;
using Platform.Hosting.Publishing.Certificates;
using Platform.Hosting.Publishing.Kubernetes.Access;
using Platform.Hosting.Publishing.Kubernetes.Entrance;
using Platform.Hosting.Publishing.Kubernetes.Network;
using Platform.Hosting.Publishing.Mesh;
using Platform.Hosting.Publishing.Replicas;
using Platform.Hosting.Publishing.Stores.Backups;
using Platform.Hosting.Publishing.Stores.Realizations;
using Platform.Hosting.Publishing.Stores.Secrets;
using Platform.Hosting.Publishing.Telemetry.Cluster;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>Every concern of a cluster, in the order in which objects are listed. A new one is a line here.</summary>
public static class KubernetesContributors
{
    public static IReadOnlyList<IKubernetesContributor> All(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
        [
            new Namespaces(),
            new ServiceAccounts(),
            new ParameterValues(),
            new SecretStores(),
            new WorkloadExternalSecrets(),
            new StoreExternalSecrets(),
            new StoreObjects(),
            new VeleroBackups(),
            new Workloads(),
            new Steps(),
            new NetworkPolicies(),
            new Ingresses(),
            new GatewayRoutes(),
            new HumanRoles(),
            new HorizontalPodAutoscalers(),
            new PodDisruptionBudgets(),
            new VerticalPodAutoscalers(),
            new RequestRateRule(),
            new CertificateIssuers(),
            new HostCertificates(),
            new PeerAuthentications(),
            new AuthorizationPolicies(),
            new RequestAuthentications(),
            new DestinationRules(),
            new MeshGateways(),
            new VirtualServices(),
            new AdmissionPolicies(),
            new CollectorContributor(),
            new PrometheusContributor(),
            new ServiceMonitors(),
            new PrometheusRules(),
            new AlertmanagerContributor(),
            new GrafanaContributor(),
            new TelemetrySecrets(),
        ];
    }
}
