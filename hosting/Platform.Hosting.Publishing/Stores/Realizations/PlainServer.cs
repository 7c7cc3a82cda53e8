using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Kubernetes;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>One server in one container with a volume: what its image wants.</summary>
internal sealed record PlainServer
{
    /// <summary>The image's own user, who is not root.</summary>
    public required int User { get; init; }
    public required int Port { get; init; }
    public required string PortName { get; init; }

    /// <summary>Where the image keeps its data.</summary>
    public required string DataPath { get; init; }

    /// <summary>Asked for readiness, life and start.</summary>
    public required JsonObject Probe { get; init; }
    public IReadOnlyList<JsonObject> Environment { get; init; } = [];
    public IReadOnlyList<string> Command { get; init; } = [];
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Directories that the image writes to beside its data; with them its file system may be read-only.</summary>
    public IReadOnlyList<string> Writable { get; init; } = [];

    /// <summary>False: the image writes its configuration at start, and needs its file system.</summary>
    public bool IsReadOnly { get; init; } = true;

    /// <summary>Further volumes, each with its mounts.</summary>
    public IReadOnlyList<(JsonObject Volume, string Path)> Volumes { get; init; } = [];

    /// <summary>Service account, headless service and stateful set.</summary>
    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        yield return scope.Object(
            "v1",
            "ServiceAccount",
            scope.Name,
            "service-account",
            new() { ["automountServiceAccountToken"] = false }
        );
        yield return scope.Object(
            "v1",
            "Service",
            scope.Name,
            "service",
            new()
            {
                ["spec"] = new JsonObject
                {
                    ["clusterIP"] = "None",
                    ["selector"] = Members(scope),
                    ["ports"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = PortName,
                            ["port"] = Port,
                            ["targetPort"] = PortName,
                        }
                    ),
                },
            }
        );
        yield return scope.Object("apps/v1", "StatefulSet", scope.Name, "statefulset", new() { ["spec"] = Spec(scope) });
    }

    /// <summary>The server's pods, but not those of the steps that set it up.</summary>
    internal static JsonObject Members(StoreScope scope)
    {
        var labels = scope.Selector();
        labels["role"] = "server";
        return labels;
    }

    private JsonObject Spec(StoreScope scope)
    {
        var labels = scope.Labels();
        labels["role"] = "server";
        var pod = new JsonObject
        {
            ["serviceAccountName"] = scope.Name,
            ["automountServiceAccountToken"] = false,
            ["securityContext"] = Trees.PodSecurity(User),
            ["terminationGracePeriodSeconds"] = 60,
            ["containers"] = new JsonArray(Container(scope)),
        };
        var volumes = Trees.List([
            .. Writable.Select((_, index) => Trees.EmptyDirectory(WritableName(index))),
            .. Volumes.Select(one => one.Volume),
        ]);
        if (volumes.Count > 0)
        {
            pod["volumes"] = volumes;
        }
        return new()
        {
            ["serviceName"] = scope.Name,
            ["replicas"] = 1,
            ["selector"] = new JsonObject { ["matchLabels"] = Members(scope) },
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = labels },
                ["spec"] = pod,
            },
            ["volumeClaimTemplates"] = new JsonArray(
                new JsonObject
                {
                    ["metadata"] = new JsonObject { ["name"] = "data", ["labels"] = scope.Labels() },
                    ["spec"] = scope.VolumeClaim(),
                }
            ),
        };
    }

    private JsonObject Container(StoreScope scope)
    {
        var container = new JsonObject { ["name"] = scope.Name, ["image"] = scope.Store.Image.ToString() };
        if (Command.Count > 0)
        {
            container["command"] = Trees.List(Command);
        }
        if (Arguments.Count > 0)
        {
            container["args"] = Trees.List(Arguments);
        }
        container["ports"] = new JsonArray(new JsonObject { ["name"] = PortName, ["containerPort"] = Port });
        if (Environment.Count > 0)
        {
            container["env"] = Trees.List(Environment);
        }
        container["resources"] = Trees.Resources(scope.Store.Resources);
        container["startupProbe"] = Probing(period: 5, failures: 60);
        container["readinessProbe"] = Probing(period: 5, failures: 3);
        container["livenessProbe"] = Probing(period: 20, failures: 6);
        container["securityContext"] = Trees.ContainerSecurity(IsReadOnly);
        container["volumeMounts"] = Trees.List([
            Trees.Mount("data", DataPath),
            .. Writable.Select((path, index) => Trees.Mount(WritableName(index), path)),
            .. Volumes.Select(one => Trees.Mount((string)one.Volume["name"]!, one.Path, isReadOnly: true)),
        ]);
        return container;
    }

    private JsonObject Probing(int period, int failures)
    {
        var probe = (JsonObject)Probe.DeepClone();
        probe["periodSeconds"] = period;
        probe["timeoutSeconds"] = 5;
        probe["failureThreshold"] = failures;
        return probe;
    }

    private static string WritableName(int index) => $"writable-{index}";
}
