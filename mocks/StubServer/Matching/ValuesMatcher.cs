namespace Platform.Mocks.Stubs.Matching;

/// <summary>Judges all values of one header, query parameter or form field.</summary>
public sealed class ValuesMatcher(IReadOnlyList<IValueMatcher> matchers, ValuesMatcher.Rule rule)
{
    public enum Rule
    {
        /// <summary>One value matches; no value at all is judged as absent.</summary>
        Any,

        /// <summary><c>includes</c>: each matcher finds a value.</summary>
        Includes,

        /// <summary><c>hasExactly</c>: that, and as many values as matchers.</summary>
        Exactly,
    }

    public double Distance(IReadOnlyList<string> values)
    {
        var present = values.Count == 0 ? [Value.Absent] : values.Select(value => new Value(value)).ToList();
        if (rule == Rule.Exactly && values.Count != matchers.Count)
            return 1;
        return matchers.Average(matcher => present.Min(matcher.Distance));
    }
}
