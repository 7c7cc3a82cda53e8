using Amazon.S3.Model;

namespace Platform.Dashboard.Explorers.S3;

/// <summary>The beginning of an object as text, JSON or hex; small pictures whole, told by their first bytes and never by what the object says it is.</summary>
internal static class ObjectPreview
{
    private const int PictureLimit = 2 << 20;

    /// <summary>Bytes to fetch.</summary>
    public static long Limit(GetObjectMetadataResponse head) =>
        Math.Min(head.ContentLength, head.ContentLength <= PictureLimit ? PictureLimit : ValueText.PreviewLimit);

    public static ExplorerContent Of(ReadOnlySpan<byte> bytes, long length)
    {
        if (bytes.Length == length && MediaType(bytes) is { } picture)
        {
            return new()
            {
                Text = $"data:{picture};base64,{Convert.ToBase64String(bytes)}",
                Format = "image",
                Notice = ValueText.Bytes(length),
            };
        }
        var shown = bytes[..Math.Min(bytes.Length, ValueText.PreviewLimit)];
        var (text, format) = ValueText.Read(shown, cut: shown.Length < length);
        return new()
        {
            Text = text,
            Format = format,
            Notice =
                shown.Length < length ? $"the first {ValueText.Bytes(shown.Length)} of {ValueText.Bytes(length)}" : ValueText.Bytes(length),
        };
    }

    // SVG is a document that can hold scripts: it is shown as text.
    private static string? MediaType(ReadOnlySpan<byte> bytes) =>
        bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
            [0xff, 0xd8, 0xff, ..] => "image/jpeg",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            _ => null,
        };
}
