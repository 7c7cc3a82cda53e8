using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Kubernetes;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Helm;

/// <summary>What a chart says of itself.</summary>
/// <param name="ApplicationVersion">The tag of the images that are built here.</param>
internal sealed partial record ChartInfo(string Name, string ApplicationVersion)
{
    /// <summary>What <c>WithHelm</c> says goes before what follows from the application.</summary>
    public static ChartInfo Of(KubernetesEnvironmentResource environment, DeploymentModel model)
    {
        var name = environment.Annotations.OfType<HelmChartNameAnnotation>().LastOrDefault()?.Name;
        var version = environment.Annotations.OfType<HelmChartVersionAnnotation>().LastOrDefault()?.Version;
        var description = environment.Annotations.OfType<HelmChartDescriptionAnnotation>().LastOrDefault()?.Description;
        return new(KubernetesName.Of(Text(name, model) ?? model.Application), model.Settings.Version)
        {
            DeclaredVersion = Text(version, model),
            Description = Text(description, model),
        };
    }

    public string? DeclaredVersion { get; init; }

    /// <summary>Null: that of every chart.</summary>
    public string? Description { get; init; }

    /// <summary>Helm wants a semantic version; a tag need not be one.</summary>
    public string Version => (DeclaredVersion ?? ApplicationVersion) is var version && Semantic().IsMatch(version) ? version : "0.1.0";

    private static string? Text(ReferenceExpression? expression, DeploymentModel model) =>
        expression?.ValueProviders switch
        {
            null => null,
            [] => expression.Format,
            [ParameterResource parameter] => model.Parameters.FirstOrDefault(one => one.Name == parameter.Name)?.Default,
            _ => null,
        };

    [GeneratedRegex(@"\A(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?\z")]
    private static partial Regex Semantic();
}
