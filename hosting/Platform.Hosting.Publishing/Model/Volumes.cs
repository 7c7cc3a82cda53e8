using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Publishing.Model;

/// <summary>The volumes of a resource's container.</summary>
internal static partial class Volumes
{
    public static IReadOnlyList<WorkloadVolume> Of(IResource resource)
    {
        var volumes = new List<WorkloadVolume>();
        var (unnamed, bound) = (0, 0);
        foreach (var mount in resource.Annotations.OfType<ContainerMountAnnotation>())
        {
            volumes.Add(
                mount.Type is ContainerMountType.BindMount
                    ? new(Numbered(resource, "bindmount", bound++), mount.Target, mount.IsReadOnly, mount.Source)
                    : new(Named(resource, mount.Source) ?? Numbered(resource, "volume", unnamed++), mount.Target, mount.IsReadOnly)
            );
        }
        return volumes;
    }

    /// <summary>Generated names hold the hash of a machine's path: a deployment's are the same from wherever it is published.</summary>
    private static string? Named(IResource resource, string? source)
    {
        if (source is null)
        {
            return null;
        }
        var generated = Generated().Match(source);
        var suffix = generated.Success ? generated.Groups["rest"].Value : "";
        return suffix.StartsWith($"{resource.Name}-", StringComparison.OrdinalIgnoreCase) ? suffix : source;
    }

    private static string Numbered(IResource resource, string kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{kind}-{index}");

    [GeneratedRegex("^.+?-[0-9a-f]{0,10}-(?<rest>.+)$")]
    private static partial Regex Generated();
}
