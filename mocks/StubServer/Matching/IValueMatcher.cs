namespace Platform.Mocks.Stubs.Matching;

/// <summary>Judges one value.</summary>
public interface IValueMatcher
{
    /// <summary>0 is a match, 1 as far off as can be; between them only near misses are ordered.</summary>
    double Distance(Value value);
}

/// <summary>A yes or no, from a predicate.</summary>
public sealed class PredicateMatcher(Func<Value, bool> matches) : IValueMatcher
{
    public double Distance(Value value) => matches(value) ? 0 : 1;
}
