namespace Platform.Mocks.Stubs.Matching;

/// <summary><c>and</c>.</summary>
public sealed class AndMatcher(IReadOnlyList<IValueMatcher> all) : IValueMatcher
{
    public double Distance(Value value) => all.Average(matcher => matcher.Distance(value));
}

/// <summary><c>or</c>.</summary>
public sealed class OrMatcher(IReadOnlyList<IValueMatcher> any) : IValueMatcher
{
    public double Distance(Value value) => any.Min(matcher => matcher.Distance(value));
}

/// <summary><c>not</c>, <c>doesNotMatch</c>, <c>doesNotContain</c>: an absent value is none of what is excluded.</summary>
public sealed class NotMatcher(IValueMatcher excluded) : IValueMatcher
{
    public double Distance(Value value) => excluded.Distance(value) == 0 ? 1 : 0;
}
