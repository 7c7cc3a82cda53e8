using System.Text.Json.Nodes;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Yaml;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Compose.Stores;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>A stage's whole Compose file, before it is told from the others'.</summary>
/// <param name="Tree">As Compose has it.</param>
internal sealed record ComposeStage(ComposeContext Context, JsonObject Tree)
{
    public DeploymentModel Model => Context.Model;

    public static ComposeStage Build(
        DeploymentModel model,
        DockerComposeEnvironmentResource environment,
        DeploymentModel first,
        PublishReport report,
        bool isTest = false
    )
    {
        var context = new ComposeContext(model, environment, first, report, isTest);
        foreach (var store in model.Stores)
        {
            ComposeStores.Add(context, store);
        }
        foreach (var workload in model.Workloads)
        {
            ComposeWorkloads.Add(context, workload);
        }
        foreach (var workload in model.Workloads)
        {
            ComposeDependencies.Add(context, workload);
        }
        ComposeDashboard.Add(context);
        ComposeTelemetry.Add(context);
        ComposeNetworks.Add(context);
        foreach (var service in context.File.Services.Values)
        {
            service.Labels["app"] = model.Application;
            service.Labels["team"] = ComposeValues.Escape(model.Settings.Team);
            service.Labels["environment"] = $"${{STAGE:-{context.DefaultStage}}}";
        }
        context.StageValues["STAGE"] = model.Stage.Name();
        Customize(context);
        var changed = ConfigureVariables(context);
        ComposeNetworks.Complete(context);
        var tree = ComposeTree.Of(context.File);
        foreach (var variable in changed)
        {
            ComposePlaceholders.SetDefault(tree, variable);
        }
        return new(context, tree);
    }

    /// <summary>What the AppHost changes: services first, then the file.</summary>
    private static void Customize(ComposeContext context)
    {
        var components = context
            .Model.Workloads.Concat<Component>(context.Model.Stores)
            .Select(component => component.Resource)
            .Concat(context.Environment.Dashboard is { } dashboard ? [dashboard.Resource] : []);
        foreach (var resource in components)
        {
            if (!context.File.Services.TryGetValue(ComposeNames.Service(resource.Name), out var service))
            {
                continue;
            }
            var target = new DockerComposeServiceResource(resource.Name, resource, context.Environment);
            foreach (var customization in resource.Annotations.OfType<DockerComposeServiceCustomizationAnnotation>())
            {
                customization.Configure(target, service);
            }
        }
        foreach (var configure in context.Environment.ComposeFileConfigurations)
        {
            configure(context.File);
        }
        // What was asked for by a placeholder: parameters keep their defaults.
        foreach (var (name, variable) in context.Environment.CapturedVariables)
        {
            context.Variables.TryAdd(name, variable);
        }
    }

    /// <summary>What the AppHost changes in <c>.env</c>; hands back the variables that have another default now.</summary>
    private static List<CapturedEnvironmentVariable> ConfigureVariables(ComposeContext context)
    {
        var defaults = context.Variables.Values.ToDictionary(variable => variable.Name, variable => variable.DefaultValue);
        foreach (var configure in context.Environment.EnvFileConfigurations)
        {
            configure(context.Variables);
        }
        var changed = context
            .Variables.Values.Where(variable => variable.DefaultValue is { Length: > 0 })
            .Where(variable => variable.DefaultValue != defaults.GetValueOrDefault(variable.Name))
            .ToList();
        foreach (var variable in changed)
        {
            context.StageValues[variable.Name] = variable.DefaultValue!;
        }
        return changed;
    }
}
