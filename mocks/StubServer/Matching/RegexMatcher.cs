using System.Text.RegularExpressions;

namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>matches</c>.</summary>
public sealed class RegexMatcher(Regex regex) : IValueMatcher
{
    public double Distance(Value value)
    {
        try
        {
            return value.Text is { } text && regex.IsMatch(text) ? 0 : 1;
        }
        catch (RegexMatchTimeoutException)
        {
            return 1;
        }
    }
}
