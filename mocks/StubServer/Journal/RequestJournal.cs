using Microsoft.Extensions.Options;

namespace Platform.Mocks.Stubs.Journal;

/// <summary>The last requests, bounded in number and in bytes.</summary>
public sealed class RequestJournal(IOptions<StubOptions> options)
{
    private readonly Lock gate = new();
    private readonly LinkedList<ServeEvent> events = new();
    private long bytes;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ServeEvent> All
    {
        get
        {
            lock (gate)
                return [.. events];
        }
    }

    public void Add(ServeEvent served)
    {
        lock (gate)
        {
            events.AddFirst(served);
            bytes += served.Bytes;
            while (events.Count > options.Value.JournalEntries || (bytes > options.Value.JournalBytes && events.Count > 0))
            {
                bytes -= events.Last!.Value.Bytes;
                events.RemoveLast();
            }
        }
    }

    /// <summary>Gives what was removed.</summary>
    public IReadOnlyList<ServeEvent> Remove(Func<ServeEvent, bool> which)
    {
        lock (gate)
        {
            var gone = events.Where(which).ToList();
            foreach (var served in gone)
            {
                events.Remove(served);
                bytes -= served.Bytes;
            }
            return gone;
        }
    }
}
