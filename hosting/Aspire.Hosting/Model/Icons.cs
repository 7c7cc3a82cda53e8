namespace Aspire.Hosting.ApplicationModel;

/// <summary>The forms of a Fluent icon.</summary>
public enum IconVariant
{
    Regular,
    Filled,
}

/// <summary>The icon of a resource.</summary>
public sealed class ResourceIconAnnotation(string iconName, IconVariant iconVariant = IconVariant.Filled) : IResourceAnnotation
{
    public string IconName { get; } = iconName ?? throw new ArgumentNullException(nameof(iconName));

    public IconVariant IconVariant { get; } = iconVariant;
}
