using System.Text;

namespace Platform.Extraction.Intake;

/// <summary>Which of the formats that are ZIP archives one is: by the media type stored first, or by the folder of its first entries.</summary>
internal static class ZipTypes
{
    private static readonly FileType Zip = new("application/zip");

    public static FileType Detect(ReadOnlySpan<byte> head)
    {
        // OpenDocument, EPUB and HWPX: the first entry is "mimetype", stored, its content the type.
        if (head.Length > 38 && head[30..38].SequenceEqual("mimetype"u8))
        {
            var length = Math.Min((int)Math.Min(BitConverter.ToUInt32(head[22..26]), 100), head.Length - 38);
            var type = Encoding.ASCII.GetString(head.Slice(38, length)).Trim();
            return type.Contains('/') && !type.Any(c => char.IsControl(c) || c is ' ' or '?') ? new FileType(type) : Zip;
        }

        return head switch
        {
            _ when head.IndexOf("word/"u8) >= 0 => new("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            _ when head.IndexOf("xl/"u8) >= 0 => new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            _ when head.IndexOf("ppt/"u8) >= 0 => new("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
            _ => Zip,
        };
    }
}
