using System.Text.RegularExpressions;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Paths that every file system can hold, and that stay inside the output directory.</summary>
internal static partial class OutputPath
{
    /// <summary>Where publishing keeps what is its own; no target writes there.</summary>
    public const string Reserved = ".platform-publish";

    private const int LongestName = 255;

    /// <summary>Why the path cannot be one; null: it can.</summary>
    public static string? Problem(string path)
    {
        if (path.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase))
        {
            return "the name is publishing's own.";
        }
        foreach (var name in path.Split('/'))
        {
            if (name.Length == 0 || name is "." or "..")
            {
                return "it is not below the output directory.";
            }
            if (name.Length > LongestName)
            {
                return $"a name has more than {LongestName} characters.";
            }
            if (name.AsSpan().IndexOfAny("\\:*?\"<>|") >= 0 || name.Any(char.IsControl) || name[^1] is '.' or ' ' || Device().IsMatch(name))
            {
                return $"'{name}' is no file name on Windows.";
            }
        }
        return null;
    }

    /// <summary><c>a/b/c</c>: <c>a</c>, <c>a/b</c>.</summary>
    public static IEnumerable<string> Parents(string path)
    {
        for (var end = path.IndexOf('/'); end >= 0; end = path.IndexOf('/', end + 1))
        {
            yield return path[..end];
        }
    }

    [GeneratedRegex(@"\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
