using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;

namespace Aspire.Hosting;

/// <summary>Resources as services of a Compose file.</summary>
public static class DockerComposeServiceExtensions
{
    /// <summary>Changes the resource's service before it is written; called once for each stage. In a run it does nothing.</summary>
    public static IResourceBuilder<T> PublishAsDockerComposeService<T>(
        this IResourceBuilder<T> builder,
        Action<DockerComposeServiceResource, Service> configure
    )
        where T : IComputeResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? builder.WithAnnotation(new DockerComposeServiceCustomizationAnnotation(configure))
            : builder;
    }

    /// <summary>A placeholder for something that a manifest can name; its variable gets a line in the <c>.env</c> file.</summary>
    public static string AsEnvironmentPlaceholder(
        this IManifestExpressionProvider manifestExpressionProvider,
        DockerComposeServiceResource dockerComposeService
    )
    {
        ArgumentNullException.ThrowIfNull(manifestExpressionProvider);
        ArgumentNullException.ThrowIfNull(dockerComposeService);
        if (manifestExpressionProvider is ParameterResource parameter)
        {
            return parameter.AsEnvironmentPlaceholder(dockerComposeService);
        }
        var expression = manifestExpressionProvider.ValueExpression.Trim('{', '}');
        return dockerComposeService.Parent.Capture(
            new CapturedEnvironmentVariable
            {
                Name = VariableName(expression),
                Description = $"The value of {expression}",
                Source = manifestExpressionProvider,
                Resource = dockerComposeService.TargetResource,
            }
        );
    }

    /// <summary>A placeholder for the parameter; its variable gets a line in the <c>.env</c> file.</summary>
    public static string AsEnvironmentPlaceholder(
        this IResourceBuilder<ParameterResource> builder,
        DockerComposeServiceResource dockerComposeService
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.AsEnvironmentPlaceholder(dockerComposeService);
    }

    /// <summary>A placeholder for the parameter; its variable gets a line in the <c>.env</c> file.</summary>
    public static string AsEnvironmentPlaceholder(this ParameterResource parameter, DockerComposeServiceResource dockerComposeService)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(dockerComposeService);
        return dockerComposeService.Parent.Capture(
            new CapturedEnvironmentVariable
            {
                Name = VariableName(parameter.Name),
                Description = parameter.Description ?? $"Parameter {parameter.Name}",
                Source = parameter,
                Resource = dockerComposeService.TargetResource,
            }
        );
    }

    /// <summary>The name of the variable that stands for a resource: in capitals, with underscores.</summary>
    internal static string VariableName(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));
}
