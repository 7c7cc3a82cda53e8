using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>/orders/{id}/items</c>: each variable stands for one whole segment.</summary>
public sealed class UrlTemplate
{
    private readonly string[] segments;

    /// <exception cref="StubRefusedException">A variable is only part of a segment.</exception>
    public UrlTemplate(string text, string pointer)
    {
        segments = text.Split('/');
        if (segments.Any(segment => segment.Contains('{') && !IsVariable(segment)))
            throw new StubRefusedException(pointer, "a variable has to stand for a whole segment");
    }

    /// <summary>The variables' values, undecoded; null when the path does not fit.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        var given = path.Split('/');
        if (given.Length != segments.Length)
            return null;
        var variables = new Dictionary<string, string>();
        foreach (var (expected, actual) in segments.Zip(given))
        {
            if (!IsVariable(expected) ? expected != actual : actual.Length == 0)
                return null;
            if (IsVariable(expected))
                variables[expected[1..^1]] = actual;
        }
        return variables;
    }

    private static bool IsVariable(string segment) => segment.StartsWith('{') && segment.EndsWith('}');
}
