using System.Security.Cryptography;
using Platform.Extraction;

namespace Extraction.Tests;

public sealed class IntakeTests
{
    [Theory]
    [InlineData("\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg")]
    [InlineData("GIF89a\x01\0\x01\0", "image/gif")]
    [InlineData("RIFF\x10\0\0\0WEBPVP8 ", "image/webp")]
    [InlineData("PK\x03\x04\x14\0\0\0", "application/zip")]
    [InlineData("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage")]
    [InlineData("\x1f\x8b\x08", "application/gzip")]
    [InlineData("\x7f\x45LF\x02", "application/x-elf")]
    [InlineData("\0\x01\x02\x03", "application/octet-stream")]
    public async Task A_type_that_nothing_is_extracted_from_is_refused_by_its_name_and_hashed_all_the_same(string bytes, string type)
    {
        var result = await Given.FileAsync(bytes);

        result.DetectedType.ShouldBe(type);
        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.UnsupportedType);
        result.Refusal!.Detail.ShouldStartWith(type + ": ");
        result.Artifacts.ShouldBeEmpty();
        result.Size.ShouldBe(bytes.Length);
        result.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Given.Latin1.GetBytes(bytes))));
    }

    [Fact]
    public async Task A_word_document_is_told_from_other_archives()
    {
        var result = await Given.FileAsync("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0" + new string('\0', 12) + "\x11\0\0\0word/document.xml");

        result.DetectedType.ShouldBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        result
            .Refusal.ShouldNotBeNull()
            .Detail.ShouldStartWith("application/vnd.openxmlformats-officedocument.wordprocessingml.document: ");
    }

    [Fact]
    public async Task An_open_document_names_its_own_type()
    {
        const string type = "application/vnd.oasis.opendocument.text";
        var result = await Given.FileAsync(
            "PK\x03\x04"
                + new string('\0', 14)
                + (char)type.Length
                + "\0\0\0"
                + (char)type.Length
                + "\0\0\0\x08\0\0\0mimetype"
                + type
                + "PK"
        );

        result.DetectedType.ShouldBe(type);
    }

    [Fact]
    public async Task A_large_stream_is_hashed_in_bounded_memory()
    {
        const long size = 512L << 20;

        var result = await FileExtraction.RunAsync(
            new Zeros(size),
            new("zeros.bin", null, "file", new Dictionary<string, string>()),
            TestContext.Current.CancellationToken
        );

        result.Size.ShouldBe(size);
        // By sha256sum.
        result.Sha256.ShouldBe("9acca8e8c22201155389f65abbf6bc9723edc7384ead80503839f49dcc56d767");
        Zeros.LargestRead.ShouldBeLessThanOrEqualTo(64 << 10);
    }

    [Fact]
    public async Task What_the_stream_throws_is_not_taken_for_a_damaged_file()
    {
        await Should.ThrowAsync<IOException>(() =>
            FileExtraction.RunAsync(
                new Broken(),
                new("a.pdf", null, "file", new Dictionary<string, string>()),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task An_unknown_kind_is_refused_by_its_name()
    {
        var result = await FileExtraction.RunAsync(
            new MemoryStream([1]),
            new("a", null, "hologram", new Dictionary<string, string>()),
            TestContext.Current.CancellationToken
        );

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.UnsupportedKind);
        result.Refusal!.Detail.ShouldContain("hologram");
    }
}
