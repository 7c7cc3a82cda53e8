namespace Platform.Engines.Kafka.State;

/// <summary>
/// Everything of the broker but its records: keys and values by <see cref="StateKind"/>, in memory and in one journal. What a call of
/// <see cref="Write"/> changes is one record of the journal: all of it survives a kill, or none. Thread-safe.
/// </summary>
internal sealed class StateStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(StateKind Kind, string Key), byte[]> _live = [];

    public void Put(StateKind kind, string key, byte[] value) => Write([new StateChange(kind, key, value)]);

    public void Remove(StateKind kind, string key) => Write([new StateChange(kind, key, null)]);

    /// <summary>Returns once the changes are written by a system call; changes nothing where that fails.</summary>
    public void Write(ReadOnlySpan<StateChange> changes)
    {
        lock (_lock)
        {
            foreach (var change in changes)
            {
                if (change.Value is null)
                {
                    _live.Remove((change.Kind, change.Key));
                }
                else
                {
                    _live[(change.Kind, change.Key)] = change.Value;
                }
            }
        }
    }

    /// <summary>A copy of the entries of one kind: for the owner, at the start.</summary>
    public List<KeyValuePair<string, byte[]>> Load(StateKind kind)
    {
        lock (_lock)
        {
            return [.. _live.Where(entry => entry.Key.Kind == kind).Select(entry => KeyValuePair.Create(entry.Key.Key, entry.Value))];
        }
    }

    public void Dispose() { }
}
