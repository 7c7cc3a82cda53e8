using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Joins connection properties.</summary>
public static class ConnectionPropertiesExtensions
{
    /// <summary>The properties of a resource with others added; the others win.</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> CombineProperties(
        this IResourceWithConnectionString source,
        IEnumerable<KeyValuePair<string, ReferenceExpression>> additional
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(additional);
        return source.GetConnectionProperties().Merge(additional);
    }
}
