using System.Text;

namespace Platform.Extraction.Music;

/// <summary>
/// The answer for sheet music, always the same: reading scores takes a library that is not here. The file and its properties say so.
/// </summary>
internal static class SheetMusic
{
    private const string Note = "canned file: no optical music recognition is done";

    private const int TicksPerQuarter = 480;

    private static readonly byte[] CMajor = [60, 62, 64, 65, 67, 69, 71, 72];

    private static readonly byte[] Midi = MakeMidi();

    public static Extracted Answer(IReadOnlyDictionary<string, string> options)
    {
        var properties = new Dictionary<string, string>
        {
            ["canned"] = "true",
            ["note"] = Note,
            ["output_format"] = "midi",
        };
        if (options.TryGetValue("output_format", out var wanted) && wanted.ToLowerInvariant() is not ("" or "midi" or "mid"))
        {
            properties["requested_output_format"] = wanted;
            properties["output_format_note"] = $"{wanted}: not made; the canned file is MIDI whatever is asked for";
        }

        if (options.TryGetValue("translate_shakespearean", out var translate) && translate.ToLowerInvariant() is "true" or "1")
        {
            properties["translate_shakespearean"] = "not done";
        }

        return new([new("music.mid", "audio/midi", Midi)], properties);
    }

    // Standard MIDI file, format 0: a scale, and as its text event the words that say what it is.
    private static byte[] MakeMidi()
    {
        var track = new List<byte>();
        track.AddRange([0x00, 0xff, 0x01, (byte)Note.Length, .. Encoding.ASCII.GetBytes(Note)]);
        track.AddRange([0x00, 0xff, 0x51, 0x03, 0x07, 0xa1, 0x20]);
        track.AddRange([0x00, 0xc0, 0x00]);
        foreach (var key in CMajor)
        {
            track.AddRange([0x00, 0x90, key, 0x60]);
            track.AddRange([0x80 | (TicksPerQuarter >> 7), TicksPerQuarter & 0x7f, 0x80, key, 0x00]);
        }

        track.AddRange([0x00, 0xff, 0x2f, 0x00]);
        return
        [
            .. "MThd"u8,
            .. (byte[])[0, 0, 0, 6, 0, 0, 0, 1, TicksPerQuarter >> 8, TicksPerQuarter & 0xff],
            .. "MTrk"u8,
            .. (byte[])[0, 0, (byte)(track.Count >> 8), (byte)track.Count],
            .. track,
        ];
    }
}
