using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>Where the engines of resources run.</summary>
public static class EnginePlacementExtensions
{
    /// <summary>
    /// Runs the resource's engine there, if it is a library: Kafka, S3. Default: in the host's process in tests, in one child process for all
    /// such engines else.
    /// </summary>
    public static IResourceBuilder<T> WithEnginePlacement<T>(this IResourceBuilder<T> builder, EnginePlacement placement)
        where T : ContainerResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new EnginePlacementAnnotation(placement), ResourceAnnotationMutationBehavior.Replace);
    }
}
