namespace Platform.Engines.ObjectStorage.Tests.Support;

/// <summary>A clock that goes when it is told to.</summary>
internal sealed class StoppedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
