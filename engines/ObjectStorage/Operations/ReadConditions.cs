using System.Globalization;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Store;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>The conditions of a read, or of the source of a copy, where S3 has its own answer to two at once.</summary>
internal static class ReadConditions
{
    /// <param name="prefix"><c>x-amz-copy-source-</c> for the source of a copy.</param>
    /// <returns>False where the client has what it asks for (304).</returns>
    /// <exception cref="S3Exception">A condition failed (412).</exception>
    public static bool Hold(S3Request request, ObjectVersion version, string prefix = "")
    {
        var match = request.Header(prefix + "If-Match");
        var noneMatch = request.Header(prefix + "If-None-Match");
        if (match is not null && !Matches(match, version.ETag))
            throw S3Errors.PreconditionFailed(prefix + "If-Match");
        if (match is null && Time(request.Header(prefix + "If-Unmodified-Since")) is { } unmodified && Seconds(version) > unmodified)
            throw S3Errors.PreconditionFailed(prefix + "If-Unmodified-Since");
        if (noneMatch is not null)
            return !Matches(noneMatch, version.ETag);
        return Time(request.Header(prefix + "If-Modified-Since")) is not { } modified || Seconds(version) > modified;
    }

    private static bool Matches(string header, string etag) =>
        header.Trim() == "*"
        || header
            .Split(',')
            .Any(tag =>
                tag.Trim() is var trimmed && (trimmed.StartsWith("W/", StringComparison.Ordinal) ? trimmed[2..] : trimmed).Trim('"') == etag
            );

    // HTTP's dates have no fractions.
    private static DateTimeOffset Seconds(ObjectVersion version) =>
        new(version.LastModified.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static DateTimeOffset? Time(string? header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
