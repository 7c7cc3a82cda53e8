using System.Text;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Diagram;

/// <summary>The graph as a picture: a Mermaid flowchart, which hosts of Git repositories draw.</summary>
public static class MermaidDiagram
{
    /// <summary>What is deployed to the stage, and who talks to whom; the system's own edges are left out.</summary>
    public static string Of(DeploymentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var text = new StringBuilder("flowchart LR\n");
        var edges = model.Edges.Where(edge => !edge.IsSystem).ToList();
        if (edges.Any(edge => edge.From.Kind == EdgeEndKind.Internet))
        {
            text.Append("  internet((Internet))\n");
        }
        Group(text, "Services", model.Workloads.Where(workload => !workload.IsMock), workload => $"[\"{Text(workload.Name)}\"]");
        Group(text, "Data", model.Stores, store => $"[(\"{Text(store.Name)}<br/>{KindOf(store.Kind)}\")]");
        Group(
            text,
            "Mocks",
            model.Workloads.Where(workload => workload.IsMock),
            mock => $"{{{{\"{Text(mock.Name)}<br/>{Played(mock)}\"}}}}"
        );
        Group(text, "Others' systems", model.Externals, external => $">\"{Text(external.Name)}<br/>{Text(external.Mock.System)}\"]");
        // One arrow for each pair: a picture is no list of ports.
        foreach (var pair in edges.GroupBy(edge => (edge.From, edge.To)))
        {
            var ports = pair.SelectMany(edge => edge.Ports).Select(port => port.Number).Distinct().Order();
            text.Append($"  {Id(pair.Key.From)} -->|{string.Join(", ", ports)}| {Id(pair.Key.To)}\n");
        }
        return text.ToString();
    }

    private static void Group<T>(StringBuilder text, string title, IEnumerable<T> components, Func<T, string> shape)
        where T : Component
    {
        var all = components.ToList();
        if (all.Count == 0)
        {
            return;
        }
        text.Append($"  subgraph {Id(title)}[\"{Text(title)}\"]\n");
        foreach (var component in all)
        {
            text.Append($"    {Id(component.Name)}{shape(component)}\n");
        }
        text.Append("  end\n");
    }

    private static string Played(Workload mock) => Text(mock.Intent<MockIntent>()?.System ?? "mock");

    private static string KindOf(StoreKind kind) =>
        kind switch
        {
            StoreKind.PostgreSql => "PostgreSQL",
            StoreKind.Redis => "Redis",
            StoreKind.Kafka => "Kafka",
            StoreKind.Elasticsearch => "Elasticsearch",
            StoreKind.S3 => "S3",
            _ => kind.ToString(),
        };

    private static string Id(EdgeEnd end) => end.Kind == EdgeEndKind.Internet ? "internet" : Id(end.Name);

    // Mermaid takes words such as "end" and "graph" for its own.
    private static string Id(string name) => $"n_{string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'))}";

    private static string Text(string text) =>
        string.Concat(text.Select(letter => letter is '"' or '<' or '>' or '&' or '#' or '\n' ? $"#{(int)letter};" : letter.ToString()));
}
