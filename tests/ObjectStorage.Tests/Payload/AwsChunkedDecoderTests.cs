using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Engines.ObjectStorage.Auth;
using Platform.Engines.ObjectStorage.Http;
using Platform.Engines.ObjectStorage.Payload;

namespace Platform.Engines.ObjectStorage.Tests.Payload;

public sealed class AwsChunkedDecoderTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Timestamp = "20130524T000000Z";
    private static readonly CredentialScope Scope = new("20130524", "us-east-1", "s3");

    /// <summary>AWS's example: 65 KB of 'a' in chunks of 64 KB, and what its signatures must be.</summary>
    private static string Published(char letter) =>
        "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
        + new string(letter, 65536)
        + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
        + new string('a', 1024)
        + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";

    [Fact]
    public void The_example_that_AWS_publishes_is_accepted_in_pieces_of_any_size()
    {
        foreach (var piece in new[] { 1, 7, 4096, 100_000 })
        {
            var sink = new MemoryPayload();
            using var decoder = Decoder("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", sink, 66_560);
            foreach (var bytes in Encoding.ASCII.GetBytes(Published('a')).Chunk(piece))
                decoder.Feed(bytes);
            decoder.Complete();
            sink.Bytes.Length.ShouldBe(66_560);
        }
    }

    [Fact]
    public void A_changed_byte_is_noticed() =>
        Should
            .Throw<S3Exception>(() =>
            {
                using var decoder = Decoder("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", new MemoryPayload(), 66_560);
                decoder.Feed(Encoding.ASCII.GetBytes(Published('b')));
            })
            .Code.ShouldBe("SignatureDoesNotMatch");

    [Fact]
    public void AWSs_example_with_a_signed_trailer_is_accepted_and_a_changed_trailer_is_not()
    {
        string Body(string checksum) =>
            "10000;chunk-signature=b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2\r\n"
            + new string('a', 65536)
            + "\r\n400;chunk-signature=1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7\r\n"
            + new string('a', 1024)
            + "\r\n0;chunk-signature=2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
            + $"x-amz-checksum-crc32c:{checksum}\r\n"
            + "x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
        const string seed = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
        using (var decoder = Decoder("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", new MemoryPayload(), 66_560, seed))
        {
            decoder.Feed(Encoding.ASCII.GetBytes(Body("sOO8/Q==")));
            decoder.Complete();
            decoder.Trailers["x-amz-checksum-crc32c"].ShouldBe("sOO8/Q==");
        }
        using var changed = Decoder("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", new MemoryPayload(), 66_560, seed);
        changed.Feed(Encoding.ASCII.GetBytes(Body("AAAAAA==")));
        Should.Throw<S3Exception>(changed.Complete).Code.ShouldBe("SignatureDoesNotMatch");
    }

    [Fact]
    public void Unsigned_chunks_of_any_sizes_in_pieces_of_any_sizes_give_the_bytes()
    {
        var sizes = Gen.Choose(1, 5000).ArrayOf();
        var property = Prop.ForAll(
            Arb.From(sizes),
            Arb.From(Gen.Choose(1, 3000)),
            (chunks, piece) =>
            {
                var bytes = new byte[chunks.Sum()];
                new Random(piece).NextBytes(bytes);
                var framed = new MemoryStream();
                var at = 0;
                foreach (var size in chunks)
                {
                    framed.Write(Encoding.ASCII.GetBytes($"{size:x}\r\n"));
                    framed.Write(bytes, at, size);
                    framed.Write("\r\n"u8);
                    at += size;
                }
                framed.Write("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"u8);
                var sink = new MemoryPayload();
                using var decoder = new AwsChunkedDecoder(PayloadSignature.Of("STREAMING-UNSIGNED-PAYLOAD-TRAILER"), sink, bytes.Length);
                foreach (var part in framed.ToArray().Chunk(piece))
                    decoder.Feed(part);
                decoder.Complete();
                return sink.Bytes.Span.SequenceEqual(bytes) && decoder.Trailers.Count == 1;
            }
        );
        Check.One(Config.QuickThrowOnFailure, property);
    }

    [Theory]
    [InlineData("", "IncompleteBody")]
    [InlineData("3\r\nab", "IncompleteBody")]
    [InlineData("3\r\nabc\r\n", "IncompleteBody")]
    [InlineData("3\r\nabcd\r\n0\r\n\r\n", "InvalidRequest")]
    [InlineData("x\r\n", "InvalidRequest")]
    [InlineData("-1\r\n", "InvalidRequest")]
    [InlineData("ffffffffffffffffffff\r\n", "InvalidRequest")]
    [InlineData("7fffffffffffff\r\n", "IncompleteBody")]
    [InlineData("0\r\nno colon\r\n\r\n", "MalformedTrailerError")]
    [InlineData("0\r\na:b\r\na:b\r\n\r\n", "MalformedTrailerError")]
    [InlineData("0\r\n\r\nmore", "InvalidRequest")]
    public void A_broken_body_is_refused(string body, string code) =>
        Should
            .Throw<S3Exception>(() =>
            {
                using var decoder = new AwsChunkedDecoder(
                    PayloadSignature.Of("STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                    new MemoryPayload(),
                    100
                );
                decoder.Feed(Encoding.ASCII.GetBytes(body));
                decoder.Complete();
            })
            .Code.ShouldBe(code);

    private static AwsChunkedDecoder Decoder(
        string declared,
        IPayloadSink sink,
        long most,
        string seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9"
    )
    {
        var signer = new ChunkSigner(SigV4.SigningKey(Secret, Scope), Timestamp, Scope, seed);
        return new(PayloadSignature.Of(declared) with { Chunks = signer }, sink, most);
    }
}
