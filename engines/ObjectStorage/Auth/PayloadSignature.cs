using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>How the body is framed and what vouches for it, from <c>x-amz-content-sha256</c>.</summary>
internal sealed record PayloadSignature(string Declared, ChunkSigner? Chunks = null)
{
    private const string SignedChunks = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string SignedChunksTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string UnsignedChunksTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    public static readonly PayloadSignature Unsigned = new(UnsignedPayload);

    public bool IsChunked => Declared.StartsWith("STREAMING-", StringComparison.Ordinal);

    public bool HasTrailer => Declared.EndsWith("-TRAILER", StringComparison.Ordinal);

    /// <summary>Whether each chunk carries a signature of its own.</summary>
    public bool SignsChunks => Declared is SignedChunks or SignedChunksTrailer;

    /// <summary>The SHA-256 that the whole body must have, in lower-case hex; null when nothing was promised.</summary>
    public string? Sha256 => Declared.Length == 64 ? Declared : null;

    public static PayloadSignature Of(string declared) =>
        declared is UnsignedPayload or SignedChunks or SignedChunksTrailer or UnsignedChunksTrailer ? new(declared)
        : declared.Length == 64 && declared.All(char.IsAsciiHexDigit) ? new(declared.ToLowerInvariant())
        : declared.StartsWith("STREAMING-", StringComparison.Ordinal) ? throw S3Errors.NotImplemented($"x-amz-content-sha256: {declared}")
        : throw S3Errors.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, "
                + "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
            "x-amz-content-sha256",
            declared
        );
}
