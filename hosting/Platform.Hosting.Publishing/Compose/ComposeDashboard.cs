using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>The dashboard as a service: it takes what services tell, and shows it on this machine.</summary>
internal static class ComposeDashboard
{
    private const int Port = 18888;

    public static void Add(ComposeContext context)
    {
        if (context.Dashboard is null || context.Environment.Dashboard is not { Resource: { } dashboard })
        {
            return;
        }
        var isOurs = !dashboard.TryGetContainerImageName(out var image);
        var service = new Service
        {
            Name = context.Dashboard!,
            Image = isOurs
                ? context.Image(new($"{context.Model.Application}/dashboard", context.Model.Settings.Version) { IsOurs = true })
                : ComposeValues.Escape(image!),
            Restart = "unless-stopped",
            StopGracePeriod = "10s",
            Expose = ["18889", "18890"],
            Deploy = new() { Replicas = 1, Resources = ComposeQuantities.Of(new("100m", "256Mi", "1", "1Gi")) },
        };
        // Of this machine only: whoever reads telemetry reads what users did.
        var port = dashboard.PrimaryEndpoint.EndpointAnnotation.Port ?? Port;
        service.Ports = [string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:${{DASHBOARD_PORT:-{port}}}:{Port}")];
        if (isOurs)
        {
            service.Environment["Dashboard__ListensEverywhere"] = "true";
            service.Environment["Dashboard__AllowedHosts"] = service.Name;
            service.Environment["Dashboard__OtlpGrpcPorts"] = "4317,18889";
            service.Environment["Dashboard__OtlpHttpPorts"] = "4318,18890";
            service.Healthcheck = ComposeHealth.Check(["CMD", "dotnet", "/app/healthprobe.dll", ComposeHealth.Url(Port, "/")]);
        }
        AddEnvironment(dashboard, service, context);
        ComposeHardening.Apply(service, isOurs ? ComposeHardening.DotnetUser : null, isReadOnly: isOurs);
        context.File.AddService(service);
    }

    private static void AddEnvironment(DockerComposeAspireDashboardResource dashboard, Service service, ComposeContext context)
    {
        var execution = new DistributedApplicationExecutionContext(DistributedApplicationOperation.Publish);
        var evaluated = new EnvironmentCallbackContext(execution, dashboard);
        foreach (var annotation in dashboard.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            if (!annotation.Callback(evaluated).IsCompletedSuccessfully)
            {
                throw new DistributedApplicationException(
                    $"The environment of '{dashboard.Name}' cannot be awaited: give its variables as text or parameters."
                );
            }
        }
        foreach (var (name, value) in evaluated.EnvironmentVariables)
        {
            service.Environment[name] = value switch
            {
                ParameterResource parameter => context.Values.Print(
                    DeployedValue.Of(parameter.Secret ? new SecretPart(parameter.Name) : new ParameterPart(parameter.Name)),
                    service,
                    expands: false
                )!,
                _ => ComposeValues.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
            };
        }
    }
}
