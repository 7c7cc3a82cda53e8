namespace Files.Policies;

/// <summary>What the two policies share.</summary>
internal static class Matching
{
    public static Choice Requested(string target, IReadOnlyCollection<string> available) =>
        available.Contains(target) ? Choice.Of(target) : Choice.None($"'{target}' is not one of: {List(available)}.");

    public static Choice OrFallback(string? target, string fallback, IReadOnlyCollection<string> available) =>
        target is not null ? Choice.Of(target)
        : available.Contains(fallback) ? Choice.Of(fallback)
        : available.FirstOrDefault() is { } any ? Choice.Of(any)
        : Choice.None("This service is connected to none.");

    /// <summary>Whether a content type is one of <paramref name="patterns"/>; none given take every type.</summary>
    public static bool Type(ICollection<string> patterns, string contentType) =>
        patterns.Count == 0 || patterns.Any(pattern => OneType(pattern, contentType));

    public static bool Word(string? wanted, string? given) =>
        wanted is null || string.Equals(wanted, given, StringComparison.OrdinalIgnoreCase);

    public static bool Size(long? least, long? most, long? size) => (least is null || size >= least) && (most is null || size <= most);

    private static bool OneType(string pattern, string contentType) =>
        pattern.EndsWith("/*", StringComparison.Ordinal)
            ? contentType.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, contentType, StringComparison.OrdinalIgnoreCase);

    private static string List(IReadOnlyCollection<string> available) =>
        available.Count == 0 ? "none" : string.Join(", ", available.Order(StringComparer.Ordinal));
}
