namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the resources that a value is made of.</summary>
internal static class ResourceReferences
{
    /// <summary>The resources named by a value: not those that these in turn are made of.</summary>
    public static IEnumerable<IResource> In(object? value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        return Walk(value, seen).Distinct();
    }

    private static IEnumerable<IResource> Walk(object? value, HashSet<object> seen)
    {
        switch (value)
        {
            case null or string:
                return [];
            case IResource resource:
                return [resource];
            case IResourceBuilder<IResource> builder:
                return [builder.Resource];
            case IValueWithReferences whole when seen.Add(whole):
                return whole.References.SelectMany(part => Walk(part, seen));
            default:
                return [];
        }
    }
}
