using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>What every contributor needs to know.</summary>
public sealed class KubernetesContext(DeploymentModel model)
{
    public DeploymentModel Model { get; } = model;

    /// <summary>Where the application's workloads live.</summary>
    public string ApplicationNamespace => Model.Application;

    /// <summary>Where stores live.</summary>
    public string DataNamespace => $"{Model.Application}-data";

    /// <summary>Where the collector and what it feeds live.</summary>
    public string MonitoringNamespace => $"{Model.Application}-monitoring";

    public string NamespaceOf(Component component) => component is Store ? DataNamespace : ApplicationNamespace;

    /// <summary>Labels of every object of the component, pods included.</summary>
    public JsonObject Labels(string component) =>
        new()
        {
            ["app.kubernetes.io/name"] = Model.Application,
            ["app.kubernetes.io/component"] = component,
            ["app.kubernetes.io/instance"] = Model.Application,
            ["app.kubernetes.io/part-of"] = Model.Application,
            ["app"] = component,
            ["environment"] = Platform.Hosting.Deployment.Stages.Name(Model.Stage),
            ["team"] = Model.Settings.Team,
        };

    /// <summary>What selects the component's pods: never changes, for selectors cannot.</summary>
    public JsonObject Selector(string component) =>
        new() { ["app.kubernetes.io/name"] = Model.Application, ["app.kubernetes.io/component"] = component };
}
