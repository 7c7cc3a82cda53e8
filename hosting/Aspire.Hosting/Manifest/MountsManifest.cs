using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>bindMounts</c> and <c>volumes</c></summary>
internal static class MountsManifest
{
    public static void Write(ManifestPublishingContext context, IResource resource)
    {
        var mounts = resource.Annotations.OfType<ContainerMountAnnotation>().ToLookup(mount => mount.Type);
        Write(context, "bindMounts", mounts[ContainerMountType.BindMount], "source", context.GetManifestRelativePath);
        Write(context, "volumes", mounts[ContainerMountType.Volume], "name", name => name);
    }

    private static void Write(
        ManifestPublishingContext context,
        string property,
        IEnumerable<ContainerMountAnnotation> mounts,
        string sourceProperty,
        Func<string?, string?> source
    )
    {
        var writer = context.Writer;
        var any = false;
        foreach (var mount in mounts)
        {
            if (!any)
            {
                writer.WriteStartArray(property);
                any = true;
            }

            writer.WriteStartObject();
            // An anonymous volume has no name.
            if (mount.Source is not null)
            {
                writer.WriteString(sourceProperty, source(mount.Source));
            }

            writer.WriteString("target", mount.Target.Replace('\\', '/'));
            writer.WriteBoolean("readOnly", mount.IsReadOnly);
            writer.WriteEndObject();
        }

        if (any)
        {
            writer.WriteEndArray();
        }
    }
}
