namespace Platform.Dashboard.Explorers;

/// <summary>Segments of a path; each may hold any character.</summary>
internal static class ExplorerPath
{
    public static string[] Split(string path) => path.Length == 0 ? [] : [.. path.Split('/').Select(Uri.UnescapeDataString)];

    public static string Join(params string[] segments) => string.Join('/', segments.Select(Uri.EscapeDataString));

    public static ExplorerException Nothing(string path) => new($"There is nothing at '{path}'.");
}
