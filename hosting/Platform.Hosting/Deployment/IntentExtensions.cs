using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>Intents are declared once on a resource and read by every target.</summary>
public static class IntentExtensions
{
    /// <summary>Declares an intent for the stages named, or for all. What names a stage goes before what names none; of equals the last counts.</summary>
    public static IResourceBuilder<TResource> WithIntent<TResource, TIntent>(
        this IResourceBuilder<TResource> builder,
        TIntent intent,
        params Stage[] stages
    )
        where TResource : IResource
        where TIntent : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(intent);
        return builder.WithAnnotation(new IntentAnnotation<TIntent>(intent, stages));
    }

    /// <summary>The intent that counts in the stage; null where none was declared.</summary>
    public static TIntent? IntentOf<TIntent>(this IResource resource, Stage stage)
        where TIntent : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        TIntent? general = null;
        TIntent? special = null;
        foreach (var annotation in resource.Annotations.OfType<IntentAnnotation<TIntent>>())
        {
            if (annotation.Stages.Count == 0)
            {
                general = annotation.Intent;
            }
            else if (annotation.Stages.Contains(stage))
            {
                special = annotation.Intent;
            }
        }
        return special ?? general;
    }

    /// <summary>Every intent of the kind that holds in the stage, in the order of declaration.</summary>
    public static IEnumerable<TIntent> IntentsOf<TIntent>(this IResource resource, Stage stage)
        where TIntent : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource
            .Annotations.OfType<IntentAnnotation<TIntent>>()
            .Where(annotation => annotation.Stages.Count == 0 || annotation.Stages.Contains(stage))
            .Select(annotation => annotation.Intent);
    }
}
