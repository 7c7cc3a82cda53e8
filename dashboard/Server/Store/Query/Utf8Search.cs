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
            // The two bytes of the needle that are rarest are compared at thirty-two places at once; what is left are few.
            ref var start = ref MemoryMarshal.GetReference(utf8);
            var (one, other) = Rarest(needle);
            var (first, second) = (Vector256.Create(needle[one]), Vector256.Create(needle[other]));
            var (foldFirst, foldSecond) = (Vector256.Create(Fold(needle[one])), Vector256.Create(Fold(needle[other])));
            for (; at + Vector256<byte>.Count <= end + 1; at += Vector256<byte>.Count)
            {
                var heads = Vector256.LoadUnsafe(ref start, (nuint)(at + one)) | foldFirst;
                var tails = Vector256.LoadUnsafe(ref start, (nuint)(at + other)) | foldSecond;
                var hits = (Vector256.Equals(heads, first) & Vector256.Equals(tails, second)).ExtractMostSignificantBits();
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

    private static (int One, int Other) Rarest(ReadOnlySpan<byte> needle)
    {
        var (one, other) = (0, needle.Length - 1);
        if (needle.Length > 2)
        {
            for (var at = 0; at < needle.Length; at++)
            {
                if (Rarity(needle[at]) > Rarity(needle[one]))
                {
                    one = at;
                }
            }
            other = one == 0 ? 1 : 0;
            for (var at = 0; at < needle.Length; at++)
            {
                if (at != one && Rarity(needle[at]) > Rarity(needle[other]))
                {
                    other = at;
                }
            }
        }
        return (one, other);
    }

    /// <summary>The later in telemetry's usual alphabet the rarer; what is not in it is rarest.</summary>
    private static int Rarity(byte lower)
    {
        var index = "etroasn.idclpmuhg_v0/1b234567-89 fykxw:zqj"u8.IndexOf(lower);
        return index < 0 ? 100 : index;
    }

    private static byte Fold(byte lower) => lower is >= (byte)'a' and <= (byte)'z' ? (byte)0x20 : (byte)0;
}
