using System.Text;
using Files.Tests.Support;
using Files.Uploads;

namespace Files.Tests.Uploads;

public sealed class ContentTypesTests
{
    public static TheoryData<byte[], string> Known =>
        new()
        {
            { Sample.Png, "image/png" },
            { Sample.Webp, "image/webp" },
            { Sample.PdfOf(5000)[..4096], "application/pdf" },
            { [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg" },
            { "GIF89a.."u8.ToArray(), "image/gif" },
            { "MThd...."u8.ToArray(), "audio/midi" },
            { "PK\u0003\u0004"u8.ToArray(), "application/zip" },
            { "MZ\u0090"u8.ToArray(), ContentTypes.Executable },
            { Sample.Text, "text/plain" },
            { [], "text/plain" },
            { [0xB0, 0xA1, 0xC0, 0xCC], ContentTypes.Unknown },
            { "a\0b"u8.ToArray(), ContentTypes.Unknown },
            { "RIFF"u8.ToArray(), "text/plain" },
        };

    [Theory]
    [MemberData(nameof(Known))]
    public void The_first_bytes_say_what_a_file_is(byte[] prefix, string type) => ContentTypes.Detect(prefix).ShouldBe(type);

    [Fact]
    public void A_prefix_may_end_within_a_character_and_a_whole_file_may_not()
    {
        var text = Encoding.UTF8.GetBytes(new string('가', 2000));
        ContentTypes.Detect(text.AsSpan(0, ContentTypes.PrefixLength)).ShouldBe("text/plain");
        ContentTypes.Detect(text.AsSpan(0, 100)).ShouldBe(ContentTypes.Unknown);
    }

    [Theory]
    [InlineData(null, "image/png", "image/png")]
    [InlineData("application/octet-stream", "image/png", "image/png")]
    [InlineData("image/jpg", "image/jpeg", "image/jpeg")]
    [InlineData("TEXT/CSV; charset=utf-8", "text/plain", "text/csv")]
    [InlineData("application/vnd.recordare.musicxml+xml", "text/plain", "application/vnd.recordare.musicxml+xml")]
    [InlineData(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    )]
    [InlineData("application/pdf", "text/plain", null)]
    [InlineData("text/plain", "application/x-executable", null)]
    [InlineData("image/png", "image/jpeg", null)]
    public void A_declared_type_holds_if_the_bytes_can_be_that(string? declared, string detected, string? agreed) =>
        ContentTypes.Agree(declared, detected).ShouldBe(agreed);

    [Theory]
    [InlineData("a.pdf", ".pdf")]
    [InlineData("a.tar.gz", ".gz")]
    [InlineData(".profile", "")]
    [InlineData("a.", "")]
    [InlineData("a", "")]
    [InlineData("a.p/df", "")]
    [InlineData("a.<script>", "")]
    [InlineData("악보.PDF", ".PDF")]
    public void A_keys_extension_is_the_files_if_it_is_plain(string name, string extension) =>
        FileNames.Extension(name).ShouldBe(extension);

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\Users\\me\\a.txt", "a.txt")]
    [InlineData("a\u0000b\n.txt", "ab.txt")]
    [InlineData("", "file")]
    [InlineData(null, "file")]
    public void A_name_is_without_path_and_control_characters(string? given, string name) => FileNames.Clean(given).ShouldBe(name);
}
