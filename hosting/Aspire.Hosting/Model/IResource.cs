namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a name, and annotations that say everything else.</summary>
public interface IResource
{
    /// <summary>The name, unique in the model regardless of case.</summary>
    string Name { get; }

    /// <summary>What has been said about the resource, in order.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

/// <summary>Something said about a resource.</summary>
public interface IResourceAnnotation;
