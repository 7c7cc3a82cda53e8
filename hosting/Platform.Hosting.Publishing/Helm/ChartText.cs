using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>What the chart tells whoever installs it.</summary>
internal static class ChartText
{
    public static string Notes() =>
        """
            {{ .Chart.Name }} {{ .Chart.AppVersion }} is installed for {{ .Values.stage }}.

            How far it is:     kubectl get pods --namespace {{ .Chart.Name }}
            Why it is not:     kubectl get events --namespace {{ .Chart.Name }} --sort-by .lastTimestamp
            Another version:   helm upgrade {{ .Release.Name }} CHART -f CHART/values-{{ .Values.stage }}.yaml
            The one before:    helm rollback {{ .Release.Name }}

            """;

    public static string Readme(ChartInfo chart, IReadOnlyList<Stage> stages, IReadOnlyList<string> components)
    {
        var rows = string.Join('\n', stages.Select(stage => $"| {stage.Name()} | `-f values-{stage.Name()}.yaml` |"));
        var switches =
            components.Count == 0
                ? ""
                : $"""

                    `components` switches on and off what can be left out as a whole: {string.Join(", ", components)}.

                    """;
        return $$$"""
            # {{{chart.Name}}}, as a chart

                helm upgrade --install {{{chart.Name}}} . -f values-{{{stages[0].Name()}}}.yaml --namespace default

            The objects name their own namespaces (the chart makes them); `--namespace` is only where Helm keeps its record of the release,
            so it must be another. Operators and their CRDs must be there first: see `../README.md`.

            | stage | values |
            |---|---|
            {{{rows}}}

            `values.yaml` has every value, as {{{stages[
                0
            ].Name()}}} wants it; the other files have what is otherwise in their stage. `parameters` are images,
            sizes and hosts by resource, `config` the variables of the environment. `stage` also decides which objects there are, and is one of
            those above; for a further cluster of a stage, put another `-f` behind the stage's file.
            {{{switches}}}
            There is no value of a secret here, and none may come: secrets are named, and the External Secrets Operator fetches them.

            """;
    }
}
