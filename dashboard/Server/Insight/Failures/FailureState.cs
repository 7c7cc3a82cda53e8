namespace Platform.Dashboard.Insight.Failures;

internal static class FailureStates
{
    public const string Failing = "failing";

    /// <summary>Requests go well again.</summary>
    public const string Recovered = "recovered";

    /// <summary>Nobody has asked since.</summary>
    public const string Silent = "silent";
}

/// <summary>A group as it stands in a window. Times are nanoseconds since 1970.</summary>
internal sealed record FailureState(Finding Example, long Count, long Total, long FirstSeen, long LastSeen)
{
    public required string State { get; init; }
    public long? LastSuccess { get; init; }
    public IReadOnlyList<Finding> Traces { get; init; } = [];
}
