using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Telemetry.Cluster;

/// <summary>A part of the telemetry in a cluster: service account, files, Deployment, Service, and a disruption budget where there are several.</summary>
internal sealed class TelemetryDeployment(KubernetesContext context, TelemetryService service, int replicas = 1)
{
    private const string SecretVolume = "secrets";
    private const string CertificateVolume = "certificates";
    private readonly IReadOnlyList<IGrouping<string, MountedFile>> directories = [.. service.Files.GroupBy(Directory)];

    /// <summary>Labels that some files' config maps carry, by the last part of their directory.</summary>
    public IReadOnlyDictionary<string, string> DirectoryLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>The Secret with certificates of authorities, mounted where connections expect it; null: none.</summary>
    public string? Certificates { get; init; }

    /// <summary>Runs before it in the same pod, with the same secrets; null: nothing does.</summary>
    public TelemetryService? Step { get; init; }

    public IEnumerable<KubernetesObject> Objects()
    {
        yield return New("v1", "ServiceAccount", "service-account.yaml", ("automountServiceAccountToken", false));
        foreach (var directory in directories)
        {
            yield return ConfigMap(directory);
        }
        if (Step is not null)
        {
            yield return context.Telemetry("v1", "ConfigMap", Step.Name, service.Name, $"{Step.Name}.yaml", ("data", Data(Step.Files)));
        }
        yield return New("apps/v1", "Deployment", "deployment.yaml", ("spec", Spec()));
        yield return New("v1", "Service", "service.yaml", ("spec", ServiceSpec()));
        if (replicas > 1)
        {
            yield return New(
                "policy/v1",
                "PodDisruptionBudget",
                "disruption-budget.yaml",
                ("spec", new JsonObject { ["maxUnavailable"] = 1, ["selector"] = Selector() })
            );
        }
    }

    private KubernetesObject New(string apiVersion, string kind, string file, params (string Field, JsonNode Value)[] fields) =>
        context.Telemetry(apiVersion, kind, service.Name, service.Name, file, fields);

    private KubernetesObject ConfigMap(IGrouping<string, MountedFile> directory)
    {
        var map = context.Telemetry(
            "v1",
            "ConfigMap",
            MapName(directory.Key),
            service.Name,
            $"{Last(directory.Key)}.yaml",
            ("data", Data(directory))
        );
        if (DirectoryLabels.TryGetValue(Last(directory.Key), out var label))
        {
            map.Tree["metadata"]!["labels"]![label] = "1";
        }
        return map;
    }

    private JsonObject Spec() =>
        new()
        {
            ["replicas"] = replicas,
            ["revisionHistoryLimit"] = 3,
            ["selector"] = Selector(),
            ["strategy"] = new JsonObject
            {
                ["type"] = "RollingUpdate",
                ["rollingUpdate"] = new JsonObject { ["maxSurge"] = 1, ["maxUnavailable"] = 0 },
            },
            ["template"] = new JsonObject { ["metadata"] = PodMetadata(), ["spec"] = PodSpec() },
        };

    private JsonObject PodMetadata()
    {
        var metadata = new JsonObject { ["labels"] = context.Labels(service.Name) };
        if (service.Files.Count > 0)
        {
            metadata["annotations"] = new JsonObject
            {
                ["checksum/files"] = ConfigurationHash.Of(service.Files.Select(file => KeyValuePair.Create(file.Path, file.Text))),
            };
        }
        return metadata;
    }

    private JsonObject PodSpec()
    {
        var spec = new JsonObject
        {
            ["serviceAccountName"] = service.Name,
            ["automountServiceAccountToken"] = false,
            ["securityContext"] = TelemetryObjects.PodSecurity(service.User),
        };
        if (replicas > 1)
        {
            spec["topologySpreadConstraints"] = TelemetryObjects.Spread(context.Selector(service.Name));
        }
        if (Step is not null)
        {
            spec["initContainers"] = new JsonArray(StepContainer(Step));
        }
        spec["containers"] = new JsonArray(Container());
        var volumes = Volumes().ToList();
        if (volumes.Count > 0)
        {
            spec["volumes"] = new JsonArray([.. volumes.Select(volume => (JsonNode)volume.Volume)]);
        }
        return spec;
    }

    private JsonObject Container()
    {
        var container = new JsonObject { ["name"] = service.Name, ["image"] = service.Part.Image.ToString() };
        if (service.Arguments.Count > 0)
        {
            container["args"] = NewObject.List(service.Arguments);
        }
        if (service.Environment.Count > 0)
        {
            container["env"] = new JsonArray([
                .. service.Environment.Select(pair => (JsonNode)new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value }),
            ]);
        }
        container["ports"] = new JsonArray([
            .. service.Ports.Select(port => (JsonNode)new JsonObject { ["name"] = port.Name, ["containerPort"] = port.Number }),
        ]);
        if (service.Health is { } health)
        {
            container["startupProbe"] = Probe(health, period: 2, failures: 60);
            container["readinessProbe"] = Probe(health, period: 5, failures: 3);
            container["livenessProbe"] = Probe(health, period: 10, failures: 6);
        }
        container["resources"] = TelemetryObjects.Resources(service.Resources);
        container["securityContext"] = TelemetryObjects.ContainerSecurity();
        var mounts = Volumes().Select(volume => volume.Mount).Where(mount => mount.Count > 0).ToList<JsonNode>();
        if (mounts.Count > 0)
        {
            container["volumeMounts"] = new JsonArray([.. mounts]);
        }
        return container;
    }

    private IEnumerable<(JsonObject Volume, JsonObject Mount)> Volumes()
    {
        foreach (var directory in directories.Select(directory => directory.Key))
        {
            yield return Volume(MapName(directory), directory, "configMap", new() { ["name"] = MapName(directory) }, isReadOnly: true);
        }
        if (Step is not null)
        {
            var (volume, _) = Volume(Step.Name, "", "configMap", new() { ["name"] = Step.Name }, isReadOnly: true);
            yield return (volume, []);
        }
        if (service.Secrets.Count > 0)
        {
            var secret = new JsonObject { ["secretName"] = WorkloadSecrets.NameOf(service.Name) };
            yield return Volume(SecretVolume, TelemetryService.SecretDirectory, "secret", secret, isReadOnly: true);
        }
        if (Certificates is { } certificates)
        {
            var secret = new JsonObject { ["secretName"] = certificates };
            yield return Volume(CertificateVolume, WorkloadSecrets.CertificateDirectory, "secret", secret, isReadOnly: true);
        }
        foreach (var path in service.ScratchPaths.Concat(service.DataPath is { } data ? [data] : []))
        {
            yield return Volume(path.Trim('/').Replace('/', '-'), path, "emptyDir", new() { ["sizeLimit"] = "1Gi" }, isReadOnly: false);
        }
    }

    // A pod that waits for its logs' store to come up waits in vain where there is none: it serves all else.
    private JsonObject StepContainer(TelemetryService step)
    {
        string?[] shared = [SecretVolume, CertificateVolume];
        var (_, files) = Volume(step.Name, Directory(step.Files[0]), "configMap", [], isReadOnly: true);
        return new()
        {
            ["name"] = step.Name,
            ["image"] = step.Part.Image.ToString(),
            ["command"] = NewObject.List(step.Entrypoint),
            ["args"] = NewObject.List(
                step.Arguments.Select(argument => $"{argument.TrimEnd()} || echo 'The logs have no end: Elasticsearch does not answer.'\n")
            ),
            ["resources"] = TelemetryObjects.Resources(step.Resources),
            ["securityContext"] = TelemetryObjects.ContainerSecurity(),
            ["volumeMounts"] = new JsonArray([
                files,
                .. Volumes().Select(volume => volume.Mount).Where(mount => shared.Contains((string?)mount["name"])),
            ]),
        };
    }

    private static JsonObject Data(IEnumerable<MountedFile> files) =>
        new(files.Select(file => KeyValuePair.Create<string, JsonNode?>(FileName(file), file.Text)));

    private static string Directory(MountedFile file) => file.Path[..file.Path.LastIndexOf('/')];

    private static (JsonObject Volume, JsonObject Mount) Volume(string name, string path, string kind, JsonObject source, bool isReadOnly)
    {
        var mount = new JsonObject { ["name"] = name, ["mountPath"] = path };
        if (isReadOnly)
        {
            mount["readOnly"] = true;
        }
        return (new() { ["name"] = name, [kind] = source }, mount);
    }

    private static JsonObject Probe(HealthQuestion health, int period, int failures) =>
        new()
        {
            ["httpGet"] = new JsonObject { ["path"] = health.Path, ["port"] = health.Port },
            ["periodSeconds"] = period,
            ["timeoutSeconds"] = 3,
            ["failureThreshold"] = failures,
        };

    private JsonObject ServiceSpec() =>
        new() { ["selector"] = context.Selector(service.Name), ["ports"] = new JsonArray([.. service.Ports.Select(Port)]) };

    private static JsonNode Port(EdgePort port) =>
        new JsonObject
        {
            ["name"] = port.Name,
            ["port"] = port.Number,
            ["targetPort"] = port.Name,
        };

    private JsonObject Selector() => new() { ["matchLabels"] = context.Selector(service.Name) };

    private string MapName(string directory) => directories.Count == 1 ? $"{service.Name}-config" : $"{service.Name}-{Last(directory)}";

    private static string Last(string directory) => directory[(directory.LastIndexOf('/') + 1)..];

    private static string FileName(MountedFile file) => file.Path[(file.Path.LastIndexOf('/') + 1)..];
}
