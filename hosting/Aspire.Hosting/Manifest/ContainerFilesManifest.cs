using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Publishing;

/// <summary><c>containerFiles</c>: files that the image takes from other resources.</summary>
internal static class ContainerFilesManifest
{
    public static void Write(ManifestPublishingContext context, IResource resource)
    {
        var destinations = resource
            .Annotations.OfType<ContainerFilesDestinationAnnotation>()
            .GroupBy(annotation => annotation.Source.Name)
            .Select(group => group.Last())
            .ToList();
        if (destinations.Count == 0)
        {
            return;
        }

        var writer = context.Writer;
        writer.WriteStartObject("containerFiles");
        foreach (var destination in destinations)
        {
            writer.WriteStartObject(destination.Source.Name);
            writer.WriteString("destination", destination.DestinationPath);
            var sources = destination.Source.Annotations.OfType<ContainerFilesSourceAnnotation>().ToList();
            if (sources.Count > 0)
            {
                writer.WriteStartArray("sources");
                sources.ForEach(source => writer.WriteStringValue(source.SourcePath));
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
