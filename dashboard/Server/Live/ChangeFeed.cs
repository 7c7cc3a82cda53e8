namespace Platform.Dashboard.Live;

/// <summary>Who changes something that pages show says so here; every open tab is told which topics changed, never what.</summary>
public sealed class ChangeFeed
{
    private readonly long[] versions = new long[Enum.GetValues<Topic>().Length];

    /// <summary>Raised after each change, on the changer's thread: be quick.</summary>
    public event Action<Topic>? Changes;

    public void Changed(Topic topic)
    {
        Interlocked.Increment(ref versions[(int)topic]);
        Changes?.Invoke(topic);
    }

    /// <summary>How often the topic has changed.</summary>
    public long Version(Topic topic) => Interlocked.Read(ref versions[(int)topic]);
}
