using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Payload;

/// <summary>Takes the <c>aws-chunked</c> framing off a body, fed in pieces of any size, and checks each chunk's signature.</summary>
internal sealed class AwsChunkedDecoder(PayloadSignature signature, IPayloadSink sink, long mostBytes) : IDisposable
{
    private const int LongestLine = 4096;
    private const int MostTrailers = 16;
    private const string ChunkSignature = "chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";

    private enum State
    {
        Header,
        Data,
        DataEnd,
        Trailer,
        Done,
    }

    private readonly IncrementalHash? hash = signature.SignsChunks ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    private readonly Dictionary<string, string> trailers = new(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder line = new(128);
    private State state;
    private long left;
    private long total;
    private string claimed = "";
    private string? claimedTrailer;

    /// <summary>What came behind the last chunk, such as <c>x-amz-checksum-crc32</c>.</summary>
    public IReadOnlyDictionary<string, string> Trailers => trailers;

    public void Feed(ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            if (state == State.Done)
                throw Malformed("bytes follow the end");
            if (state == State.Data)
            {
                var data = input[..(int)Math.Min(left, input.Length)];
                hash?.AppendData(data);
                sink.Append(data);
                input = input[data.Length..];
                left -= data.Length;
                if (left == 0)
                    EndChunk(State.DataEnd);
                continue;
            }
            var end = input.IndexOf((byte)'\n');
            var text = end < 0 ? input : input[..end];
            if (line.Length + text.Length > LongestLine)
                throw Malformed("a line is too long");
            foreach (var b in text)
                line.Append((char)b);
            if (end < 0)
                return;
            input = input[(end + 1)..];
            var whole = line.ToString().TrimEnd('\r');
            line.Clear();
            TakeLine(whole);
        }
    }

    /// <summary>Call when the body has ended: throws unless all of it was there and the trailer is signed.</summary>
    public void Complete()
    {
        // Some clients leave out the last empty line.
        if (state != State.Done && (state != State.Trailer || line.Length > 0))
            throw S3Errors.IncompleteBody();
        if (!signature.SignsChunks || !signature.HasTrailer)
            return;
        var canonical = string.Concat(trailers.Select(trailer => $"{trailer.Key.ToLowerInvariant()}:{trailer.Value}\n"));
        Check(signature.Chunks!.Trailer(Encoding.Latin1.GetBytes(canonical)), claimedTrailer ?? "");
    }

    public void Dispose() => hash?.Dispose();

    private void TakeLine(string text)
    {
        switch (state)
        {
            case State.Header:
                TakeHeader(text);
                break;
            case State.DataEnd:
                state = text.Length == 0 ? State.Header : throw Malformed("a chunk is longer than it says");
                break;
            case State.Trailer when text.Length == 0:
                state = State.Done;
                break;
            case State.Trailer:
                TakeTrailer(text);
                break;
        }
    }

    private void TakeHeader(string text)
    {
        var semicolon = text.IndexOf(';');
        var digits = semicolon < 0 ? text : text[..semicolon];
        if (digits.Length is 0 or > 15 || !long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left))
            throw Malformed("a chunk's size is not a hexadecimal number");
        total += left;
        if (total > mostBytes)
            throw S3Errors.IncompleteBody();
        if (signature.SignsChunks)
        {
            var at = text.IndexOf(ChunkSignature, StringComparison.Ordinal);
            claimed = at < 0 ? throw Malformed("a chunk has no signature") : text[(at + ChunkSignature.Length)..];
        }
        if (left > 0)
            state = State.Data;
        else
            EndChunk(State.Trailer);
    }

    private void EndChunk(State next)
    {
        if (hash is not null)
            Check(signature.Chunks!.Chunk(hash.GetHashAndReset()), claimed);
        state = next;
    }

    private void TakeTrailer(string text)
    {
        var colon = text.IndexOf(':');
        if (!signature.HasTrailer || colon <= 0 || trailers.Count == MostTrailers)
            throw MalformedTrailer();
        var name = text[..colon].Trim();
        var value = text[(colon + 1)..].Trim();
        if (name.Equals(TrailerSignature, StringComparison.OrdinalIgnoreCase))
            claimedTrailer = value;
        else if (!trailers.TryAdd(name, value))
            throw MalformedTrailer();
    }

    private static void Check(string expected, string given)
    {
        if (!SigV4.Same(expected, given))
            throw new S3Exception(
                403,
                "SignatureDoesNotMatch",
                "The signature of a chunk of the body does not match: the body was changed on the way, or signed with another key."
            );
    }

    private static S3Exception Malformed(string why) => S3Errors.InvalidRequest($"The aws-chunked body is malformed: {why}.");

    public static S3Exception MalformedTrailer() =>
        new(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema."
        );
}
