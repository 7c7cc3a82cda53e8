namespace Platform.Engines.ObjectStorage.Store;

/// <summary>S3's order of keys: by their UTF-8 bytes, which is the order of code points and not that of UTF-16 units.</summary>
internal sealed class KeyComparer : IComparer<string>
{
    public static readonly KeyComparer Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x,
            b = y;
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
            return a.Length - b.Length;
        return Rank(a[same]) - Rank(b[same]);
    }

    // Surrogates stand for the code points above all others.
    private static int Rank(char c) =>
        c < '\uD800' ? c
        : c <= '\uDFFF' ? c + 0x2000
        : c - 0x800;
}
