using System.Text;
using Platform.Extraction;

namespace Extraction.Tests;

public sealed class SheetMusicTests
{
    [Theory]
    [InlineData("midi", null)]
    [InlineData("mp3", "mp3")]
    public async Task Sheet_music_is_answered_by_a_file_that_says_it_is_canned(string format, string? requested)
    {
        var result = await FileExtraction.RunAsync(
            new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4 whatever")),
            new(
                "score.pdf",
                "application/pdf",
                "sheetmusic",
                new Dictionary<string, string> { ["output_format"] = format, ["translate_shakespearean"] = "true" }
            ),
            TestContext.Current.CancellationToken
        );

        result.DetectedType.ShouldBe("application/pdf");
        result.Properties["canned"].ShouldBe("true");
        result.Properties["note"].ShouldContain("no optical music recognition is done");
        result.Properties["output_format"].ShouldBe("midi");
        result.Properties.GetValueOrDefault("requested_output_format").ShouldBe(requested);
        result.Properties["translate_shakespearean"].ShouldBe("not done");
        var midi = result.Artifacts.ShouldHaveSingleItem();
        midi.Name.ShouldBe("music.mid");
        midi.ContentType.ShouldBe("audio/midi");
        Encoding.Latin1.GetString(midi.Content.Span).ShouldContain("no optical music recognition is done");
        NotesOf(midi.Content.Span).ShouldBe([60, 62, 64, 65, 67, 69, 71, 72]);
    }

    // A reader of Standard MIDI files, as strict as the format: whatever is left over or missing throws.
    private static List<int> NotesOf(ReadOnlySpan<byte> midi)
    {
        midi[..14].ToArray().ShouldBe([.. "MThd"u8, 0, 0, 0, 6, 0, 0, 0, 1, 1, 0xe0]);
        midi[14..18].ToArray().ShouldBe("MTrk"u8.ToArray());
        var track = midi[22..];
        track.Length.ShouldBe((midi[20] << 8) | midi[21]);
        var notes = new List<int>();
        for (var at = 0; ; )
        {
            while ((track[at++] & 0x80) != 0) { }
            switch (track[at] & 0xf0)
            {
                case 0x90:
                    notes.Add(track[at + 1]);
                    at += 3;
                    break;
                case 0x80:
                    at += 3;
                    break;
                case 0xc0:
                    at += 2;
                    break;
                case 0xf0 when track[at + 1] is 0x2f:
                    track.Length.ShouldBe(at + 3);
                    return notes;
                default:
                    track[at].ShouldBe((byte)0xff);
                    at += 3 + track[at + 2];
                    break;
            }
        }
    }
}
