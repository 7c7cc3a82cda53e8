using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>
/// What differs between replicas stands in the evaluated environment as a token in double braces, as Aspire has it,
/// and is filled in for each replica when it starts.
/// </summary>
internal static partial class PlaceholderTokens
{
    public static string TargetPort(IResource resource, EndpointAnnotation endpoint) =>
        $$$"""{{- portForServing "{{{resource.Name}}}/{{{endpoint.Name}}}" -}}""";

    public static string Fill(string value, PlannedResource planned, int instance, IReadOnlyList<BoundEndpoint> endpoints) =>
        !value.Contains("{{-", StringComparison.Ordinal)
            ? value
            : Token()
                .Replace(
                    value,
                    token =>
                        token.Groups["what"].Value.Trim() switch
                        {
                            var what when what.Contains("otel-service-instance-id", StringComparison.Ordinal) => planned.InstanceIds[
                                instance
                            ],
                            var what when what.Contains("otel-service-name", StringComparison.Ordinal) => planned.Resource.Name,
                            var what
                                when PortOf(what) is { } name
                                    && endpoints.FirstOrDefault(e => name == $"{planned.Resource.Name}/{e.Annotation.Name}")
                                        is { } endpoint => endpoint
                                .TargetPort(instance)
                                .ToString(System.Globalization.CultureInfo.InvariantCulture),
                            _ => token.Value,
                        }
                );

    private static string? PortOf(string what) => Port().Match(what) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex("""\{\{-(?<what>.*?)-\}\}""")]
    private static partial Regex Token();

    [GeneratedRegex("""^portForServing "(?<name>[^"]+)"$""")]
    private static partial Regex Port();
}
