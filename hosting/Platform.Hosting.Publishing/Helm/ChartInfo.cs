using System.Text.RegularExpressions;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>What a chart says of itself.</summary>
/// <param name="ApplicationVersion">The tag of the images that are built here.</param>
internal sealed partial record ChartInfo(string Name, string ApplicationVersion)
{
    /// <summary>Helm wants a semantic version; a tag need not be one.</summary>
    public string Version => Semantic().IsMatch(ApplicationVersion) ? ApplicationVersion : "0.1.0";

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Semantic();
}
