namespace Channels.Malls;

/// <summary>What is the same with every mall; bound from <c>Channels:{name}</c>.</summary>
public class MallOptions
{
    /// <summary>Where its API is.</summary>
    public Uri? Url { get; set; }

    /// <summary>Between two looks for orders.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How far each look goes back behind the cursor: longer than the mall's list may lag.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Between two comparisons of what the mall shows with what it was told.</summary>
    public TimeSpan CompareInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Calls that may be under way at once for products.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>Calls a second, of this process.</summary>
    public double RequestsPerSecond { get; set; } = 8;

    /// <summary>Calls that may come at once after a pause.</summary>
    public int Burst { get; set; } = 8;
}
