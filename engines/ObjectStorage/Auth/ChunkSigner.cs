using System.Security.Cryptography;

namespace Platform.Engines.ObjectStorage.Auth;

/// <summary>The chain of signatures over the chunks of an <c>aws-chunked</c> body: each one covers the one before.</summary>
internal sealed class ChunkSigner(byte[] signingKey, string timestamp, CredentialScope scope, string seed)
{
    private string previous = seed;

    /// <summary>The signature that the next chunk must carry.</summary>
    public string Chunk(ReadOnlySpan<byte> sha256) =>
        previous = SigV4.Sign(
            signingKey,
            $"AWS4-HMAC-SHA256-PAYLOAD\n{timestamp}\n{scope}\n{previous}\n{SigV4.EmptyHash}\n{SigV4.Hex(sha256)}"
        );

    /// <summary>The signature of the trailing headers, each as <c>name:value\n</c>.</summary>
    public string Trailer(ReadOnlySpan<byte> canonicalTrailer) =>
        previous = SigV4.Sign(
            signingKey,
            $"AWS4-HMAC-SHA256-TRAILER\n{timestamp}\n{scope}\n{previous}\n{SigV4.Hex(SHA256.HashData(canonicalTrailer))}"
        );
}
