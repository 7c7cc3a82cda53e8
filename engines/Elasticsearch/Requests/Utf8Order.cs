namespace Platform.Engines.Elasticsearch.Requests;

/// <summary>Strings in the order of their UTF-8 bytes: as .NET's ordinal one, but for what lies beyond U+FFFF, which comes last.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static Utf8Order Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var a = x.AsSpan();
        var b = y.AsSpan();
        var same = a.CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }

        var (left, right) = (a[same], b[same]);
        return char.IsSurrogate(left) == char.IsSurrogate(right) ? left.CompareTo(right)
            : char.IsSurrogate(left) ? 1
            : -1;
    }
}
