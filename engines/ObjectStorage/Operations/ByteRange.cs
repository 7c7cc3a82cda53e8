using System.Globalization;
using Platform.Engines.ObjectStorage.Http;

namespace Platform.Engines.ObjectStorage.Operations;

/// <summary>A run of bytes of an object.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    public long End => Start + Length - 1;

    /// <summary>The one range asked for; null for the whole object, which S3 also gives for several ranges or a broken header.</summary>
    /// <exception cref="S3Exception">The range lies behind the end.</exception>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
            return null;
        var parts = header[6..].Trim().Split('-');
        if (parts.Length != 2 || !Number(parts[0], out var first) || !Number(parts[1], out var last) || (first is null && last is null))
            return null;
        if (first is null)
            return last == 0 || size == 0
                ? throw S3Errors.InvalidRange(header, size)
                : new(Math.Max(0, size - last!.Value), Math.Min(last.Value, size));
        if (last < first)
            return null;
        if (first >= size)
            throw S3Errors.InvalidRange(header, size);
        var end = Math.Min(last ?? long.MaxValue, size - 1);
        return new(first.Value, end - first.Value + 1);
    }

    private static bool Number(string text, out long? number)
    {
        number = null;
        if (text.Length == 0)
            return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        number = value;
        return true;
    }
}
