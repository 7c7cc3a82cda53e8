using System.Text.RegularExpressions;
using Platform.Mocks.Stubs.Json;

namespace Platform.Mocks.Stubs.Matching;

/// <summary>A regular expression that has to match the whole value, as in WireMock.</summary>
public static class WholeRegex
{
    // A pattern that backtracks for ever must not hold the server up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <exception cref="StubRefusedException">.NET cannot read the pattern.</exception>
    public static Regex Of(string pattern, string pointer)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException malformed)
        {
            throw new StubRefusedException(pointer, malformed.Message);
        }
    }
}
