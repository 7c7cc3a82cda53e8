using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting;

/// <summary>Buckets declared in the graph, which Aspire has no word for. Only Aspire's public API is used: this file compiles against its packages too.</summary>
public static partial class BucketExtensions
{
    /// <summary>Declares a bucket: it exists once the store is ready. One that exists keeps its objects.</summary>
    /// <exception cref="ArgumentException">A name that S3 refuses, or one that is declared already.</exception>
#pragma warning disable CS0618 // The toolkit's type is obsolete; there is no other that these buckets could be of.
    public static IResourceBuilder<MinioContainerResource> AddBucket(this IResourceBuilder<MinioContainerResource> storage, string name)
#pragma warning restore CS0618
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!Name().IsMatch(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot be a bucket of '{storage.Resource.Name}': 3 to 63 lower-case letters, digits, '-' and '.', a letter or digit at both ends.",
                nameof(name)
            );
        }

        if (storage.Resource.Annotations.OfType<BucketAnnotation>().Any(bucket => bucket.Name == name))
        {
            throw new ArgumentException($"The bucket '{name}' of '{storage.Resource.Name}' is declared twice.", nameof(name));
        }

        return storage.WithAnnotation(new BucketAnnotation(name));
    }

    [GeneratedRegex(@"^[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex Name();
}
