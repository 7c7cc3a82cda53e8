using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Platform.Dashboard.Store;

/// <summary>Finds text in UTF-8, whatever the case of its ASCII letters. (.NET has this for UTF-16 only.)</summary>
internal static class Utf8Search
{
    /// <summary>The needle as <see cref="IndexOf"/> wants it: lower case; null where it has letters beyond ASCII, whose case bytes do not tell.</summary>
    public static byte[]? Needle(string text)
    {
        if (text.Length == 0 || !text.All(char.IsAscii))
        {
            return null;
        }
        return System.Text.Encoding.ASCII.GetBytes(text.ToLowerInvariant());
    }

    public static bool Contains(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> needle) => IndexOf(utf8, needle) >= 0;

    public static bool Equals(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> needle) =>
        utf8.Length == needle.Length && System.Text.Ascii.EqualsIgnoreCase(utf8, needle);

    /// <summary>-1 where it is not there.</summary>
    public static int IndexOf(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> needle)
    {
        var end = utf8.Length - needle.Length;
        var at = 0;
        if (Vector256.IsHardwareAccelerated && end >= Vector256<byte>.Count)
        {
            // Both ends of the needle are compared at thirty-two places at once; what is left are few.
            ref var start = ref MemoryMarshal.GetReference(utf8);
            var (first, last) = (Vector256.Create(needle[0]), Vector256.Create(needle[^1]));
            var (foldFirst, foldLast) = (Vector256.Create(Fold(needle[0])), Vector256.Create(Fold(needle[^1])));
            for (; at + Vector256<byte>.Count <= end + 1; at += Vector256<byte>.Count)
            {
                var heads = Vector256.LoadUnsafe(ref start, (nuint)at) | foldFirst;
                var tails = Vector256.LoadUnsafe(ref start, (nuint)(at + needle.Length - 1)) | foldLast;
                var hits = (Vector256.Equals(heads, first) & Vector256.Equals(tails, last)).ExtractMostSignificantBits();
                for (; hits != 0; hits &= hits - 1)
                {
                    var place = at + BitOperations.TrailingZeroCount(hits);
                    if (System.Text.Ascii.EqualsIgnoreCase(utf8.Slice(place, needle.Length), needle))
                    {
                        return place;
                    }
                }
            }
        }
        for (; at <= end; at++)
        {
            if ((utf8[at] | Fold(needle[0])) == needle[0] && System.Text.Ascii.EqualsIgnoreCase(utf8.Slice(at, needle.Length), needle))
            {
                return at;
            }
        }
        return -1;
    }

    private static byte Fold(byte lower) => lower is >= (byte)'a' and <= (byte)'z' ? (byte)0x20 : (byte)0;
}
