using System.Text;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;
using Platform.Engines.ObjectStorage.Tests.Support;

namespace Platform.Engines.ObjectStorage.Tests.Fuzz;

/// <summary>The aws-chunked decoder, signed and unsigned.</summary>
public sealed class ChunkedFuzzTests
{
    private const int Most = 1000;

    [Fact]
    public async Task No_body_breaks_the_decoder_and_pieces_make_no_difference()
    {
        var fuzzer = new Fuzzer(20260305);
        List<byte[]> corpus =
        [
            Encoding.ASCII.GetBytes("5\r\nhello\r\n3\r\nabc\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"),
            Encoding.ASCII.GetBytes("0\r\n\r\n"),
            Signed("hello", "x-amz-checksum-crc32:AAAAAA=="),
        ];
        await fuzzer.RunAsync(
            corpus,
            input =>
            {
                foreach (
                    var declared in new[]
                    {
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                    }
                )
                {
                    var whole = Decode(declared, [input]);
                    whole.ShouldBe(Decode(declared, [.. input.Chunk(fuzzer.Random.Next(1, 9))]));
                    // Only what was signed is believed.
                    if (declared != "STREAMING-UNSIGNED-PAYLOAD-TRAILER" && !whole.StartsWith("refused", StringComparison.Ordinal))
                        whole.ShouldBeOneOf("68656C6C6F", "");
                }
                return Task.CompletedTask;
            }
        );
    }

    private static ChunkSigner Signer() =>
        new(
            SigV4.SigningKey("secret", RequestSigner.Scope(BareApplication.Now)),
            RequestSigner.Stamp(BareApplication.Now),
            RequestSigner.Scope(BareApplication.Now),
            "seed"
        );

    private static byte[] Signed(string text, string trailer)
    {
        var signer = Signer();
        var data = Encoding.ASCII.GetBytes(text);
        var framed =
            $"{data.Length:x};chunk-signature={signer.Chunk(System.Security.Cryptography.SHA256.HashData(data))}\r\n{text}\r\n"
            + $"0;chunk-signature={signer.Chunk(System.Security.Cryptography.SHA256.HashData([]))}\r\n{trailer}\r\n"
            + $"x-amz-trailer-signature:{signer.Trailer(Encoding.ASCII.GetBytes(trailer + "\n"))}\r\n\r\n";
        return Encoding.ASCII.GetBytes(framed);
    }

    private static string Decode(string declared, byte[][] pieces)
    {
        var sink = new MemoryPayload();
        using var decoder = new AwsChunkedDecoder(PayloadSignature.Of(declared) with { Chunks = Signer() }, sink, Most);
        try
        {
            foreach (var piece in pieces)
                decoder.Feed(piece);
            decoder.Complete();
            sink.Bytes.Length.ShouldBeLessThanOrEqualTo(Most);
            return Convert.ToHexString(sink.Bytes.Span);
        }
        catch (S3Exception refusal)
        {
            return $"refused: {refusal.Code}";
        }
    }
}
