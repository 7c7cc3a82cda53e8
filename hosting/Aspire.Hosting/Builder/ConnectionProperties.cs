using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The parts of a resource's connection string.</summary>
internal static class ConnectionProperties
{
    /// <summary>The resource's own, changed and followed by those that annotations say.</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Of(IResourceWithConnectionString resource)
    {
        var redirected = resource.Annotations.OfType<ConnectionStringRedirectAnnotation>().LastOrDefault()?.Resource;
        var own = (redirected ?? resource).GetConnectionProperties();
        return own.Merge(
            resource.Annotations.OfType<ConnectionPropertyAnnotation>().Select(said => KeyValuePair.Create(said.Name, said.Value))
        );
    }

    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> Merge(
        this IEnumerable<KeyValuePair<string, ReferenceExpression>> first,
        IEnumerable<KeyValuePair<string, ReferenceExpression>> second
    )
    {
        var all = new OrderedDictionary<string, ReferenceExpression>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in first.Concat(second))
        {
            all[name] = value;
        }

        return all;
    }
}
