using System.Text.Json.Nodes;
using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>What every contributor needs to know.</summary>
public sealed class KubernetesContext(DeploymentModel model)
{
    public DeploymentModel Model { get; } = model;

    /// <summary>How workloads reach stores.</summary>
    public IStoreConnector Connector
    {
        get => field ??= new KubernetesConnector(this);
        init;
    }

    /// <summary>The cluster's settings, as the graph has them; where it names no cluster, the defaults.</summary>
    public KubernetesEnvironmentResource Environment { get; } =
        model.Graph.Resources.OfType<KubernetesEnvironmentResource>().FirstOrDefault() ?? new("kubernetes");

    /// <summary>Where the application's workloads live.</summary>
    public string ApplicationNamespace => KubernetesName.Of(Model.Application);

    /// <summary>Where stores live.</summary>
    public string DataNamespace => KubernetesName.Of($"{Model.Application}-data");

    /// <summary>Where the collector and what it feeds live.</summary>
    public string MonitoringNamespace => KubernetesName.Of($"{Model.Application}-monitoring");

    public string NamespaceOf(Component component) => component is Store ? DataNamespace : ApplicationNamespace;

    /// <summary>The service of a component or of a part of the system, as the application's namespace calls it.</summary>
    public string HostOf(string component) =>
        Model.FindStore(component) is { } store ? KubernetesStores.HostOf(this, store)
        : component == SystemComponents.Collector ? $"{SystemComponents.Collector}.{MonitoringNamespace}.svc.cluster.local"
        : KubernetesName.Of(component);

    /// <summary>Labels of every object of the component, pods included.</summary>
    public JsonObject Labels(string component)
    {
        var labels = new JsonObject();
        foreach (var (name, value) in LabelValues(component))
        {
            labels[name] = value;
        }
        return labels;
    }

    /// <summary>The same for typed objects.</summary>
    public Dictionary<string, string> LabelValues(string component) =>
        new()
        {
            ["app.kubernetes.io/name"] = KubernetesName.Of(Model.Application),
            ["app.kubernetes.io/component"] = KubernetesName.Of(component),
            ["app.kubernetes.io/instance"] = KubernetesName.Of(Model.Application),
            ["app.kubernetes.io/part-of"] = KubernetesName.Of(Model.Application),
            ["app"] = KubernetesName.Of(component),
            ["environment"] = Model.Stage.Name(),
            ["team"] = KubernetesName.Of(Model.Settings.Team),
        };

    /// <summary>What selects the component's pods: never changes, for selectors cannot.</summary>
    public JsonObject Selector(string component)
    {
        var selector = new JsonObject();
        foreach (var (name, value) in SelectorValues(component))
        {
            selector[name] = value;
        }
        return selector;
    }

    /// <summary>The same for typed objects.</summary>
    public Dictionary<string, string> SelectorValues(string component) =>
        new()
        {
            ["app.kubernetes.io/name"] = KubernetesName.Of(Model.Application),
            ["app.kubernetes.io/component"] = KubernetesName.Of(component),
        };
}
