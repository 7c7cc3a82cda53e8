using Files.Uploads;

namespace Files.Apis;

/// <summary>The options of <c>music/upload_sheetmusic/</c>.</summary>
internal sealed record SheetMusicOptions(string OutputFormat, bool TranslateShakespearean)
{
    private static readonly string[] Formats = ["midi", "mp3", "musicxml"];

    /// <exception cref="UploadRefusedException">A value makes no sense.</exception>
    public static SheetMusicOptions Read(UploadForm form)
    {
        var format = form["output_format"]?.ToLowerInvariant() ?? "midi";
        return Formats.Contains(format)
            ? new(format, form.Flag("translate_shakespearean") ?? false)
            : throw new UploadRefusedException(400, "bad_form", $"output_format is one of: {string.Join(", ", Formats)}.");
    }
}
