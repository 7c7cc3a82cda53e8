using System.Text;
using Platform.Hosting.Publishing.Model;

namespace Publishing.Tests.Support;

/// <summary>Everything that a model says, as text: to compare models, and to search them.</summary>
public static class ModelText
{
    public static string Of(DeploymentModel model)
    {
        var text = new StringBuilder();
        foreach (var workload in model.Workloads)
        {
            text.AppendLine(
                $"{workload.Name} {workload.Kind} {workload.Image} {workload.HealthPath} {workload.Scaling} {workload.Resources}"
            );
            Append(text, "port", workload.Ports);
            Append(text, "volume", workload.Volumes);
            Append(text, "after", workload.StartsAfter);
            Append(text, "entrypoint", workload.Entrypoint);
            Append(text, "argument", workload.Arguments.Select(Of));
            Append(text, "variable", workload.Environment.Select(entry => $"{entry.Name}={Of(entry.Value)}"));
            Append(text, "connection", workload.Connections.Select(Of));
        }
        foreach (var store in model.Stores)
        {
            text.AppendLine(
                $"{store.Name} {store.Kind} {store.Image} {store.UserParameter} {store.PasswordParameter} {store.IsPersistent}"
            );
            Append(text, "database", store.Databases.Select(one => $"{one.Name} {one.DatabaseName} {string.Join(',', one.Owners)}"));
            Append(
                text,
                "topic",
                store.Topics.Select(one => $"{one.Name} {one.Partitions} {string.Join(',', one.Writers)} {string.Join(',', one.Readers)}")
            );
            Append(text, "bucket", store.Buckets);
        }
        Append(text, "external", model.Externals.Select(one => $"{one.Name} {one.UrlParameter} {one.Mock}"));
        Append(text, "edge", model.Edges.Select(one => $"{one.Id} {one.From} {one.To} {string.Join(',', one.Ports)} {one.Reason}"));
        Append(text, "parameter", model.Parameters);
        return text.ToString();
    }

    public static string Of(DeployedValue value) => string.Join(" + ", value.Parts);

    private static string Of(ConnectionUse use) =>
        $"{use.Name} {use.Store} {use.Child} {use.Variable} {string.Join(',', use.Properties)} {string.Join(',', use.Topics)} {string.Join(',', use.Buckets)}";

    private static void Append<T>(StringBuilder text, string what, IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            text.AppendLine($"  {what} {item}");
        }
    }
}
