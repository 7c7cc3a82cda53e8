using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Wire;

public sealed class RequestReaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_what_the_writer_wrote(bool flexible)
    {
        using var writer = new ResponseWriter(flexible, capacity: 16);
        writer.Int8(-1);
        writer.Boolean(true);
        writer.Int16(-2);
        writer.Int32(-3);
        writer.Int64(long.MinValue);
        writer.UVarint(300);
        writer.String("né");
        writer.NullableString(null);
        writer.Bytes([1, 2, 3]);
        writer.NullBytes();
        writer.Array([7, 8], static (w, n) => w.Int32(n));
        writer.ArrayCount(-1);
        writer.TaggedFields();

        var reader = new RequestReader(writer.Written, flexible);

        reader.Int8().ShouldBe((sbyte)-1);
        reader.Boolean().ShouldBeTrue();
        reader.Int16().ShouldBe((short)-2);
        reader.Int32().ShouldBe(-3);
        reader.Int64().ShouldBe(long.MinValue);
        reader.UVarint().ShouldBe(300u);
        reader.String().ShouldBe("né");
        reader.NullableString().ShouldBeNull();
        reader.Bytes().ToArray().ShouldBe([1, 2, 3]);
        reader.NullableBytes().ShouldBeNull();
        reader.Array(static r => r.Int32(), elementBytes: 4).ShouldBe([7, 8]);
        reader.NullableArray(static r => r.Int32()).ShouldBeNull();
        reader.TaggedFields();
        reader.Remaining.ShouldBe(0);
    }

    [Fact]
    public void An_array_longer_than_the_frame_is_refused_before_room_is_made_for_it()
    {
        using var writer = new ResponseWriter();
        writer.Int32(int.MaxValue);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<MalformedRequestException>(() => new RequestReader(writer.Written).Array(static r => r.Int64(), elementBytes: 8));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Fact]
    public void A_string_longer_than_the_frame_is_refused()
    {
        using var writer = new ResponseWriter();
        writer.Int16(100);
        writer.Int32(0);

        Should.Throw<MalformedRequestException>(() => new RequestReader(writer.Written).String());
    }

    [Fact]
    public void Tagged_fields_that_nobody_knows_are_skipped()
    {
        // Two fields: tag 0 of 1 byte, tag 9 of 2 bytes; then the value 5.
        var reader = new RequestReader(new byte[] { 2, 0, 1, 0xAA, 9, 2, 0xBB, 0xCC, 5 }, flexible: true);

        reader.TaggedFields();

        reader.Byte().ShouldBe((byte)5);
    }

    [Fact]
    public void The_header_of_a_flexible_version_ends_with_tagged_fields()
    {
        // Metadata v9, correlation 7, client "a", one unknown tagged field, then the body.
        var reader = new RequestReader(new byte[] { 0, 3, 0, 9, 0, 0, 0, 7, 0, 1, (byte)'a', 1, 5, 1, 0xFF, 42 });

        var header = RequestHeader.Read(reader);

        header.ShouldBe(new RequestHeader(ApiKey.Metadata, 9, 7, "a"));
        reader.Flexible.ShouldBeTrue();
        reader.Byte().ShouldBe((byte)42);
    }
}
