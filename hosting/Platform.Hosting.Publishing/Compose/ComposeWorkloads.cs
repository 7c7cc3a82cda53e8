using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Workloads as services.</summary>
internal static class ComposeWorkloads
{
    private static readonly string[] s_shells = ["/bin/sh", "/bin/bash", "sh", "bash"];

    public static void Add(ComposeContext context, Workload workload)
    {
        var service = new Service { Name = ComposeNames.Service(workload.Name), Image = context.Image(workload.Image) };
        context.File.AddService(service);
        var expands = workload.Resource is ProjectResource;

        service.Entrypoint = [.. workload.Entrypoint.Select(ComposeValues.Escape)];
        service.Command = [.. workload.Arguments.Select(argument => context.Values.Print(argument, service, expands) ?? "")];
        foreach (var entry in workload.Environment)
        {
            service.AddEnvironmentalVariable(entry.Name, OfStage(context, entry.Name, context.Values.Print(entry.Value, service, expands)));
        }
        foreach (var use in workload.Connections)
        {
            AddConnection(context, service, workload, use, expands);
        }
        AddPorts(context, service, workload);
        AddVolumes(context, service, workload);

        service.Healthcheck = ComposeHealth.Of(workload);
        service.Restart = workload.Kind is WorkloadKind.Step ? "no" : "unless-stopped";
        service.StopGracePeriod = "30s";
        service.Deploy = new()
        {
            Replicas =
                workload.Kind is WorkloadKind.Step ? null
                : context.IsTest ? 1
                : workload.Scaling.Min,
            Resources = ComposeQuantities.Of(workload.Resources),
        };
        // What is not built here may want to write where it likes, and be whom it likes.
        ComposeHardening.Apply(service, expands ? ComposeHardening.DotnetUser : null, isReadOnly: workload.Image.IsOurs);
        if (workload.Entrypoint is [var shell, ..] && s_shells.Contains(shell))
        {
            service.Init = true;
        }
    }

    // The one value that every service has of the stage: a variable, so that no stage needs it all again.
    private static string? OfStage(ComposeContext context, string name, string? value) =>
        name is "OTEL_RESOURCE_ATTRIBUTES"
            ? value?.Replace(
                $"deployment.environment={context.Model.Stage.Name()}",
                $"deployment.environment=${{STAGE:-{context.DefaultStage}}}",
                StringComparison.Ordinal
            )
            : value;

    private static void AddConnection(ComposeContext context, Service service, Workload workload, ConnectionUse use, bool expands)
    {
        var connection = context.Connector.Connect(workload, use);
        service.AddEnvironmentalVariable(use.Variable, context.Values.Print(connection.ConnectionString, service, expands));
        foreach (var (variable, property) in use.Properties)
        {
            if (connection.Properties.TryGetValue(property, out var value))
            {
                service.AddEnvironmentalVariable(variable, context.Values.Print(value, service, expands));
            }
        }
    }

    private static void AddPorts(ComposeContext context, Service service, Workload workload)
    {
        foreach (var port in workload.Ports)
        {
            if (context.IsTest && (IsShown(workload, port) || workload.IsMock))
            {
                service.Ports.Add(Suffixed(port));
            }
            else if (IsShown(workload, port))
            {
                service.Ports.Add(Published(context, workload, port));
            }
            else
            {
                service.Expose.Add(port.Number.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static bool IsShown(Workload workload, WorkloadPort port) =>
        port.IsExternal || (workload.Exposure is not null && !workload.Ports.Any(other => other.IsExternal) && port == workload.Ports[0]);

    /// <summary>The port outside is a variable: where there are several instances it must be a range.</summary>
    private static string Published(ComposeContext context, Workload workload, WorkloadPort port)
    {
        // Said, so that nobody takes it for an oversight: what is shown outside is shown on every address of the machine.
        const string address = "0.0.0.0";
        var container = Suffixed(port);
        if (port.HostPort is not { } host)
        {
            return $"{address}::{container}";
        }
        var variable = DockerComposeServiceExtensions.VariableName($"{workload.Name}-{port.Name}-port");
        context.StageValues[variable] =
            workload.Scaling.Min > 1
                ? string.Create(CultureInfo.InvariantCulture, $"{host}-{host + workload.Scaling.Min - 1}")
                : host.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{address}:${{{variable}:-{host}}}:{container}");
    }

    private static string Suffixed(WorkloadPort port) =>
        port.Number.ToString(CultureInfo.InvariantCulture) + (port.Scheme is "udp" ? "/udp" : "");

    private static void AddVolumes(ComposeContext context, Service service, Workload workload)
    {
        var binds = 0;
        foreach (var volume in workload.Volumes)
        {
            if (volume.HostPath is { } path)
            {
                // A path of the machine that publishes means nothing on the one that runs; Docker's socket is the same everywhere.
                var source = path;
                if (path is not "/var/run/docker.sock")
                {
                    var variable = DockerComposeServiceExtensions.VariableName(
                        string.Create(CultureInfo.InvariantCulture, $"{workload.Name}-bindmount-{binds++}")
                    );
                    context.Capture(variable, $"The directory of this machine that {workload.Name} sees as {volume.Path}");
                    source = $"${{{variable}:?{variable} is not set - see .env}}";
                }
                service.AddVolume(Mount("bind", source, volume.Path, volume.IsReadOnly));
                continue;
            }
            context.File.AddVolume(new() { Name = volume.Name, Driver = "local" });
            service.AddVolume(Mount("volume", volume.Name, volume.Path, volume.IsReadOnly));
        }
    }

    public static Volume Mount(string type, string source, string target, bool isReadOnly) =>
        new()
        {
            Name = source,
            Type = type,
            Source = source,
            Target = target,
            ReadOnly = isReadOnly,
        };
}
