using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Store;

/// <summary>What must hold for a write when it commits.</summary>
/// <param name="IfMatch">The ETag that the key must have now.</param>
/// <param name="IfAbsent">The key must not exist (<c>If-None-Match: *</c>).</param>
internal sealed record Preconditions(string? IfMatch, bool IfAbsent)
{
    public static readonly Preconditions None = new(null, false);

    /// <param name="current">The latest version; null where there is none or it is a delete marker.</param>
    public void Check(ObjectVersion? current, string key)
    {
        if (IfAbsent && current is not null)
            throw S3Errors.PreconditionFailed("If-None-Match");
        if (IfMatch is null)
            return;
        if (current is null)
            throw S3Errors.NoSuchKey(key);
        if (IfMatch != "*" && IfMatch.Trim('"') != current.ETag)
            throw S3Errors.PreconditionFailed("If-Match");
    }
}
