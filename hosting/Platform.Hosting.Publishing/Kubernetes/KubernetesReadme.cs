using System.Text;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Kubernetes;

/// <summary><c>kubernetes/README.md</c>: what must be there first, and the command for each stage.</summary>
internal static class KubernetesReadme
{
    public static string Write(string application, IReadOnlyList<Stage> stages, IReadOnlyList<StagedObject> objects)
    {
        var commands = string.Join('\n', stages.Select(stage => $"    kubectl apply -k overlays/{stage.Name()}"));
        var components = objects
            .Where(found => found.Component.Length > 0)
            .GroupBy(found => found.Component, StringComparer.Ordinal)
            .Select(group => $"- `components/{group.Key}`: {group.Count()} objects");
        var text = new StringBuilder(
            $"""
            # {application} on Kubernetes

            Two ways to the same objects, tested to be equal: Kustomize (`base`, `components`, `overlays`) and a Helm chart (`chart`).
            Kubernetes 1.28 to 1.36; one cluster for each stage. Written by publishing: what you change by hand is kept and reported, but better
            change the graph.

            ## Kustomize

            {commands}

            `base` is what every stage has; an overlay adds objects and patches values. To leave a component out, remove its line and its
            patches from the overlay.

            ## Helm

                helm upgrade --install {application} chart -f chart/values-{stages[^1].Name()}.yaml --namespace default

            More in `chart/README.md`.

            """
        );
        text.Append("\n## What must be there first\n\n").Append(Prerequisites.Table(objects));
        text.Append(
            "\nA cluster takes a custom resource only once its definition is there: install these from top to bottom, and wait for each.\n"
        );
        if (components.Any())
        {
            text.Append("\n## Components\n\n").Append(string.Join('\n', components)).Append('\n');
        }
        return text.ToString();
    }
}
