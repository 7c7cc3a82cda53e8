namespace Platform.Engines.ObjectStorage.Http;

internal enum Level
{
    Service,
    Bucket,
    Object,
}

/// <summary>One operation of S3: where it is found, what it may be asked, and who answers.</summary>
/// <param name="SubResource">The query parameter that selects it; empty for the plain resource.</param>
/// <param name="Action">The permission that a bucket policy gives for it.</param>
/// <param name="Parameters">Query parameters beside the sub-resource; any other is refused by name.</param>
internal sealed record Route(
    string Name,
    string Method,
    Level Level,
    string SubResource,
    string Action,
    Func<S3Request, Task> Run,
    params string[] Parameters
);
