using System.Text.RegularExpressions;

namespace Aspire.Hosting.Tests.Api;

/// <summary>A line for a type, and one for each member; names without namespaces, so that only what a caller writes is compared.</summary>
internal sealed record ApiType(string FullName, string Head, IReadOnlySet<string> Bases, IReadOnlyList<string> Members, bool IsMarked);

/// <summary>The public API of one assembly, as the lists of Aspire's API have it.</summary>
internal sealed partial class ApiListing
{
    private ApiListing(IReadOnlyDictionary<string, ApiType> types) => Types = types;

    public IReadOnlyDictionary<string, ApiType> Types { get; }

    public static ApiListing Read(string file) => Parse(File.ReadLines(file));

    public static ApiListing Parse(IEnumerable<string> lines)
    {
        var types = new Dictionary<string, ApiType>(StringComparer.Ordinal);
        List<string>? members = null;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line.StartsWith("T ", StringComparison.Ordinal))
            {
                members = [];
                var type = ReadType(line, members);
                types[type.FullName] = type;
            }
            else if (line.StartsWith('"'))
            {
                // A default that is a line break has broken the listing's line.
                members![^1] = $"{members[^1]}\n{line}";
            }
            else
            {
                members!.Add(WithoutNamespaces(line[2..]));
            }
        }

        return new ApiListing(types);
    }

    /// <summary>The line without the marks of attributes that say how far a caller may rely on it.</summary>
    public static string WithoutMarks(string line) => Marks().Replace(line, "");

    private static ApiType ReadType(string line, IReadOnlyList<string> members)
    {
        var constraints = Constraints().Match(line);
        var declaration = WithoutMarks(constraints.Success ? line[..constraints.Index] : line);
        var colon = declaration.IndexOf(" : ", StringComparison.Ordinal);
        var head = colon < 0 ? declaration : declaration[..colon];
        var bases = colon < 0 ? [] : SplitTopLevel(declaration[(colon + 3)..]).Select(WithoutNamespaces);
        var name = FullName().Match(head).Value;
        return new ApiType(
            name,
            WithoutNamespaces(head),
            bases.ToHashSet(StringComparer.Ordinal),
            members,
            IsMarked: Marks().IsMatch(line)
        );
    }

    private static string WithoutNamespaces(string text) => Namespaces().Replace(text, "").TrimEnd();

    private static IEnumerable<string> SplitTopLevel(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (depth is 0 && text[i] is ','))
            {
                yield return text[start..i].Trim();
                start = i + 1;
                continue;
            }

            depth += text[i] switch
            {
                '<' => 1,
                '>' => -1,
                _ => 0,
            };
        }
    }

    [GeneratedRegex(@" \[(obsolete|experimental \w+)\]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<![\w""/])(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_])")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@" where \w+ : .*$")]
    private static partial Regex Constraints();

    [GeneratedRegex(@"\S+$")]
    private static partial Regex FullName();
}
