using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>Texts that differ by the stage's name in them, and by nothing else: <c>open-market/prod/postgres</c>. No value is needed for them.</summary>
internal static partial class StageText
{
    private const string Stage = "{{ .Values.stage }}";

    /// <summary>The scalar of a template; null where the texts are of another kind.</summary>
    public static string? Of(IReadOnlyDictionary<Stage, string> texts)
    {
        if (texts.Count < 2 || texts.Values.Any(text => !Harmless().IsMatch(text)))
        {
            return null;
        }
        var templates = texts
            .Select(text => Regex.Replace(text.Value, $"(?<![A-Za-z0-9]){text.Key.Name()}(?![A-Za-z0-9])", Stage))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return templates is [var template] ? $"\"{template}\"" : null;
    }

    // In quotes, none of these is anything but itself.
    [GeneratedRegex(@"\A[A-Za-z0-9 ._:,;=/@+-]+\z")]
    private static partial Regex Harmless();
}
