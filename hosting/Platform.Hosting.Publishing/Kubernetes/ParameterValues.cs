using System.Text.Json.Nodes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary>
/// Values that a deployment gives and that may be read: one config map for all. One without a default has no key: pods that need it say so
/// and do not start, which is better than to start with nothing.
/// </summary>
public sealed class ParameterValues : IKubernetesContributor
{
    public const string Map = "parameters";

    /// <summary>The key of a parameter; percent-encoded values have one of their own.</summary>
    internal static string Key(ParameterPart parameter) => parameter.Format is "uri" ? $"{parameter.Name}-uri" : parameter.Name;

    /// <summary>All that have a value, by key.</summary>
    internal static SortedDictionary<string, string> Of(KubernetesContext context)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in context.Model.Parameters.Where(parameter => parameter is { IsSecret: false, Default: not null }))
        {
            values[parameter.Name] = parameter.Default!;
        }
        foreach (var parameter in EncodedParts(context))
        {
            if (values.TryGetValue(parameter.Name, out var value))
            {
                values[Key(parameter)] = Uri.EscapeDataString(value);
            }
        }
        return values;
    }

    public IEnumerable<KubernetesObject> Contribute(KubernetesContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Model.Parameters.Any(parameter => !parameter.IsSecret))
        {
            yield break;
        }
        var data = new JsonObject();
        foreach (var (key, value) in Of(context))
        {
            data[key] = value;
        }
        yield return new(
            new()
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject
                {
                    ["name"] = Map,
                    ["namespace"] = context.ApplicationNamespace,
                    ["labels"] = context.Labels(Map),
                },
                ["data"] = data,
            },
            "parameters.yaml"
        );
    }

    private static IEnumerable<ParameterPart> EncodedParts(KubernetesContext context) =>
        context
            .Model.Workloads.SelectMany(workload =>
                workload
                    .Environment.Select(entry => entry.Value)
                    .Concat(workload.Arguments)
                    .Concat(workload.Connections.Select(use => context.Connector.Connect(workload, use)).SelectMany(Values))
            )
            .SelectMany(value => value.Parts)
            .OfType<ParameterPart>()
            .Where(part => part.Format is "uri");

    private static IEnumerable<DeployedValue> Values(Stores.StoreConnection connection) =>
        connection.Properties.Values.Append(connection.ConnectionString);
}
