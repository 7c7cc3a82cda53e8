using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>In which stages a part of a template is there.</summary>
internal static class StageCondition
{
    public const string End = "{{- end }}";

    /// <param name="having">Some of <paramref name="known"/>.</param>
    /// <param name="known">The stages that can come here at all.</param>
    public static string Expression(IReadOnlyList<Stage> having, IReadOnlyList<Stage> known)
    {
        if (having.Count == 1)
        {
            return $"eq .Values.stage \"{having[0].Name()}\"";
        }
        return known.Except(having).ToList() is [var other]
            ? $"ne .Values.stage \"{other.Name()}\""
            : $"has .Values.stage (list {string.Join(' ', having.Select(stage => $"\"{stage.Name()}\""))})";
    }

    public static string If(IReadOnlyList<Stage> having, IReadOnlyList<Stage> known) => $"{{{{- if {Expression(having, known)} }}}}";
}
