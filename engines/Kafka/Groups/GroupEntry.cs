using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;

namespace Platform.Engines.Kafka.Groups;

/// <summary>A group as its coordinator holds it: members, offsets, and the timer that drives it.</summary>
internal sealed class GroupEntry(string id, GroupSettings settings) : IDisposable
{
    public ClassicGroup Group { get; } = new(id, settings);

    public GroupOffsets Offsets { get; } = new();

    public string Id => id;

    /// <summary>The protocol type that the journal knows.</summary>
    public string StoredType { get; set; } = "";

    /// <summary>When somebody last was in it or committed.</summary>
    public TimeSpan LastUse { get; set; }

    public ITimer? Timer { get; set; }

    /// <summary>Nothing is lost with it.</summary>
    public bool IsForgettable => Group.IsVacant && Offsets.IsEmpty;

    public void Dispose()
    {
        Group.Kill();
        Timer?.Dispose();
    }
}
