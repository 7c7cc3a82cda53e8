using System.Globalization;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;
using Platform.Hosting.Publishing.Telemetry;
using Platform.Hosting.Publishing.Telemetry.Cluster;
using Platform.Hosting.Publishing.Telemetry.Collector;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>
/// The collector, and what it feeds, as services; their files lie below <c>telemetry/STAGE</c>. What people look at and what calls them is the
/// profile <c>telemetry</c>: on in every stage but dev.
/// </summary>
internal static class ComposeTelemetry
{
    public const string Profile = "telemetry";
    private static readonly string[] s_always = [TelemetryPart.Collector.Name, TelemetryPart.Jaeger.Name, LogIndexStep.Part.Name];

    /// <summary>Whether there is a collector, for somebody tells one; tests have nobody to tell.</summary>
    public static bool HasCollector(ComposeContext context) =>
        !context.IsTest
        && context.Model.Settings.Cluster.EnableMonitoring
        && context
            .Model.Workloads.SelectMany(workload => workload.Environment)
            .SelectMany(entry => entry.Value.Parts)
            .Any(part => part is EndpointPart { Component: SystemComponents.Collector });

    public static void Add(ComposeContext context)
    {
        if (!HasCollector(context))
        {
            return;
        }
        foreach (var part in TelemetryServices.ForMachine(context.Model, Outputs(context)))
        {
            Add(context, part);
        }
        if (context.Model.Stage is not Stage.Dev)
        {
            context.StageValues["COMPOSE_PROFILES"] = Profile;
        }
    }

    /// <summary>Who talks to whom among the parts; <paramref name="join"/> takes a service, a network and whether that has no way outside.</summary>
    public static void Connect(ComposeContext context, Action<string, string, bool> join)
    {
        if (!HasCollector(context))
        {
            return;
        }
        foreach (var part in TelemetryServices.ForMachine(context.Model, Outputs(context)))
        {
            foreach (var callee in part.Calls.Select(ComposeNames.Service))
            {
                var isHere = context.File.Services.ContainsKey(callee);
                join(part.Name, ComposeNames.NetworkOf(callee), isHere);
                if (isHere)
                {
                    join(callee, ComposeNames.NetworkOf(callee), true);
                }
            }
        }
    }

    /// <summary>Every part's files, below <c>telemetry/STAGE</c>.</summary>
    public static IEnumerable<(string Path, string Text)> Files(ComposeContext context) =>
        !HasCollector(context)
            ? []
            : TelemetryServices
                .ForMachine(context.Model, Outputs(context))
                .SelectMany(part =>
                    part.Files.Select(file => ($"{Folder(context.Model.Stage.Name(), part, Directory(file))}/{FileName(file)}", file.Text))
                );

    private static CollectorOutputs Outputs(ComposeContext context) =>
        new()
        {
            Jaeger = context.Model.Settings.Monitoring.JaegerEndpoint ?? Address(TelemetryPart.Jaeger.Name, TelemetryPart.Jaeger.Port),
            Dashboard = context.Dashboard is { } dashboard ? Address(dashboard, ComposeValues.DashboardGrpcPort) : null,
            Elasticsearch =
                LogStores.Find(context.Model) is { } store && context.File.Services.ContainsKey(ComposeNames.Service(store.Name))
                    ? new(
                        store.Name,
                        $"http://{Address(ComposeNames.Service(store.Name), store.PortOf())}",
                        "elastic",
                        StoreLogins.PasswordOf(store)
                    )
                    : null,
        };

    private static void Add(ComposeContext context, TelemetryService part)
    {
        var service = new Service
        {
            Name = part.Name,
            Image = ComposeValues.Escape(part.Part.Image.ToString()),
            Entrypoint = [.. part.Entrypoint.Select(ComposeValues.Escape)],
            Command = [.. part.Arguments.Select(ComposeValues.Escape)],
            Restart = part.Health is null ? "no" : "unless-stopped",
            StopGracePeriod = "10s",
            Expose = [.. part.Ports.Select(port => port.Number.ToString(CultureInfo.InvariantCulture))],
            Profiles = s_always.Contains(part.Name) ? [] : [Profile],
            Deploy = new() { Replicas = part.Health is null ? null : 1, Resources = ComposeQuantities.Of(part.Resources) },
        };
        foreach (var (name, value) in part.Environment)
        {
            service.Environment[name] = ComposeValues.Escape(value);
        }
        foreach (var name in part.Secrets)
        {
            context.SecretFile(name, service);
        }
        foreach (var directory in part.Files.Select(Directory).Distinct())
        {
            // The files are the stage's, and the variable says which that is.
            var source = $"./{Folder($"${{STAGE:-{context.DefaultStage}}}", part, directory)}";
            service.AddVolume(ComposeWorkloads.Mount("bind", source, directory, isReadOnly: true));
        }
        if (part.DataPath is { } data)
        {
            var volume = $"{part.Name}-data";
            context.File.AddVolume(new() { Name = volume, Driver = "local" });
            service.AddVolume(ComposeWorkloads.Mount("volume", volume, data, isReadOnly: false));
        }
        if (part.Page is { } page)
        {
            // Of this machine only, as the dashboard's.
            var variable = $"{part.Name.ToUpperInvariant()}_PORT";
            var port = part.Part == TelemetryPart.Grafana ? 3001 : page;
            service.Ports = [string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:${{{variable}:-{port}}}:{page}")];
        }
        if (part.Health is { } health)
        {
            service.Healthcheck =
                part.HealthCommand.Count > 0
                    ? ComposeHealth.Check(["CMD", .. part.HealthCommand.Select(ComposeValues.Escape)])
                    : ComposeHealth.Shell($"wget -q -O /dev/null '{ComposeHealth.Url(health.Port, health.Path)}'");
        }
        ComposeHardening.Apply(
            service,
            string.Create(CultureInfo.InvariantCulture, $"{part.User}:{part.User}"),
            isReadOnly: true,
            part.ScratchPaths.Where(path => path != "/tmp")
        );
        context.File.AddService(service);
    }

    private static string Address(string host, int port) => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    private static string Folder(string stage, TelemetryService part, string directory) =>
        $"telemetry/{stage}/{part.Name}/{directory[(directory.LastIndexOf('/') + 1)..]}";

    private static string Directory(MountedFile file) => file.Path[..file.Path.LastIndexOf('/')];

    private static string FileName(MountedFile file) => file.Path[(file.Path.LastIndexOf('/') + 1)..];
}
