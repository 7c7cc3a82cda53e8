using System.Text;
using Platform.Extraction;

namespace Extraction.Tests;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("", "0", "0", "0")]
    [InlineData("one", "1", "1", "3")]
    [InlineData("one two\nthree\n", "2", "3", "14")]
    [InlineData("주문 번호 1\r\n끝", "2", "4", "10")]
    [InlineData("𝄞 clef", "1", "2", "6")]
    public async Task Text_is_its_own_text_and_is_counted(string text, string lines, string words, string characters)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (text.Length == 0 && encoding.Preamble.Length == 0)
            {
                continue;
            }

            var result = await Given.FileAsync([.. encoding.Preamble, .. encoding.GetBytes(text)]);

            result.DetectedType.ShouldBe("text/plain");
            Given.TextOf(result).ShouldBe(text);
            result.Properties["lines"].ShouldBe(lines);
            result.Properties["words"].ShouldBe(words);
            result.Properties["characters"].ShouldBe(characters);
        }
    }

    [Theory]
    [InlineData("MZ is how programs begin")]
    [InlineData("ID3 is in music")]
    [InlineData("BZh, the magic of bzip2")]
    [InlineData("1234ftypical")]
    [InlineData("A PDF begins with %PDF-1.7")]
    public async Task Text_that_begins_like_something_else_is_text(string text) => Given.TextOf(await Given.FileAsync(text)).ShouldBe(text);

    [Theory]
    [InlineData("{\\rtf1 Hello}", "application/rtf")]
    [InlineData("%!PS-Adobe-3.0", "application/postscript")]
    public async Task Text_that_is_a_program_for_printers_is_refused_by_its_name(string text, string type) =>
        (await Given.FileAsync(text)).Refusal.ShouldNotBeNull().Detail.ShouldStartWith(type + ": ");

    [Fact]
    public async Task An_encoding_that_does_not_say_its_name_is_refused()
    {
        // "한글" in CP949.
        var result = await Given.FileAsync("\xc7\xd1\xb1\xdb\n");

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.UnsupportedType);
    }

    [Fact]
    public async Task Text_that_breaks_off_into_something_else_is_refused()
    {
        var result = await Given.FileAsync(new string('a', 10_000) + "\xc7\xd1");

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.UnsupportedType);
        result.Refusal!.Detail.ShouldContain("utf-8");
    }

    [Fact]
    public async Task A_character_that_lies_across_the_end_of_the_head_does_no_harm()
    {
        var text = new string('a', 4095) + "가" + new string('b', 100_000) + "🙂";

        Given.TextOf(await Given.FileAsync(Encoding.UTF8.GetBytes(text))).ShouldBe(text);
    }

    [Fact]
    public async Task A_text_in_a_mapped_file_is_read_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"{i} 줄\n"));

        var result = await Given.FileAsync(Encoding.UTF8.GetBytes(text));

        Given.TextOf(result).ShouldBe(text);
        result.Properties["lines"].ShouldBe("300000");
    }

    [Fact]
    public async Task A_text_beyond_the_bound_is_refused_with_its_size()
    {
        var result = await Given.FileAsync(new string('a', (16 << 20) + 1));

        result.Refusal.ShouldNotBeNull().Code.ShouldBe(RefusalCodes.TooLarge);
        result.Size.ShouldBe((16 << 20) + 1);
    }
}
