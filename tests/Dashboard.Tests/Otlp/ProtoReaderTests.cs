using Platform.Dashboard.Otlp;

namespace Dashboard.Tests.Otlp;

public class ProtoReaderTests
{
    [Fact]
    public void Fields_are_read_where_they_lie()
    {
        // 1: varint 150, 2: "testing", 3: fixed64 1
        byte[] message = [0x08, 0x96, 0x01, 0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67, 0x19, 1, 0, 0, 0, 0, 0, 0, 0];
        var reader = new ProtoReader(message);
        reader.Next().ShouldBeTrue();
        (reader.Field, reader.Bits).ShouldBe((1, 150UL));
        reader.Next().ShouldBeTrue();
        reader.BytesStart.ShouldBe(5);
        System.Text.Encoding.UTF8.GetString(reader.Bytes).ShouldBe("testing");
        reader.Next().ShouldBeTrue();
        reader.Bits.ShouldBe(1UL);
        reader.Next().ShouldBeFalse();
        reader.Malformed.ShouldBeFalse();
    }

    [Theory]
    [InlineData(new byte[] { 0x12, 0x07, 0x74 })]
    [InlineData(new byte[] { 0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01 })]
    [InlineData(new byte[] { 0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02 })]
    [InlineData(new byte[] { 0x08 })]
    [InlineData(new byte[] { 0x00, 0x01 })]
    [InlineData(new byte[] { 0x0b, 0x01 })]
    [InlineData(new byte[] { 0x19, 1, 2, 3 })]
    public void What_is_no_message_is_malformed_and_ends_the_reading(byte[] bytes)
    {
        var reader = new ProtoReader(bytes);
        while (reader.Next()) { }
        reader.Malformed.ShouldBeTrue();
    }
}
