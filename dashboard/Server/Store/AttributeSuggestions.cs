using System.Text;
using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <param name="Count">Rows that have it, of those that were looked at.</param>
public sealed record AttributeSuggestion(string Text, int Count);

/// <summary>What a filter could be about: the keys and values that the newest rows have.</summary>
public static class AttributeSuggestions
{
    /// <summary>The newest rows that are looked at: enough for what a user sees, few enough to answer while he types.</summary>
    private const int MostRows = 20_000;

    /// <summary>Keys of attributes, of the rows and of their senders, that contain <paramref name="part"/>; those that most rows have first.</summary>
    public static IReadOnlyList<AttributeSuggestion> Keys<TRow>(ChunkedStore<TRow> store, string part, int limit)
        where TRow : struct, ITelemetryRow => Count(store, part, limit, null);

    /// <summary>Values of the attribute that contain <paramref name="part"/>; those that most rows have first.</summary>
    public static IReadOnlyList<AttributeSuggestion> Values<TRow>(ChunkedStore<TRow> store, string key, string part, int limit)
        where TRow : struct, ITelemetryRow => Count(store, part, limit, Encoding.UTF8.GetBytes(key));

    private static List<AttributeSuggestion> Count<TRow>(ChunkedStore<TRow> store, string part, int limit, byte[]? key)
        where TRow : struct, ITelemetryRow
    {
        var field = store.Signal == OtlpSignal.Traces ? 9 : 6;
        var table = new ByteTable(10_000, 4 << 20);
        var counts = new List<int> { 0 };
        var senders = new Dictionary<int, int>();
        var left = MostRows;
        store.ScanMessages(
            (in row, message) =>
            {
                senders[row.RowSource] = senders.GetValueOrDefault(row.RowSource) + 1;
                Add(message, field, key, table, counts);
                return --left > 0;
            }
        );
        var found = new Dictionary<string, int>();
        for (var id = 1; id < counts.Count; id++)
        {
            found[key is null ? OtlpDecoder.Text(table[id]) : OtlpDecoder.Value(table[id]).ToString()] = counts[id];
        }
        foreach (var (source, rows) in senders)
        {
            foreach (var (name, value) in store.Sources[source].Attributes)
            {
                if (key is null || OtlpDecoder.Text(key) == name)
                {
                    var text = key is null ? name : value;
                    found[text] = found.GetValueOrDefault(text) + rows;
                }
            }
        }
        return
        [
            .. found
                .Where(each => each.Key.Contains(part, StringComparison.OrdinalIgnoreCase))
                .OrderByDescending(each => each.Value)
                .ThenBy(each => each.Key, StringComparer.Ordinal)
                .Take(limit)
                .Select(each => new AttributeSuggestion(each.Key, each.Value)),
        ];
    }

    private static void Add(ReadOnlySpan<byte> message, int field, byte[]? key, ByteTable table, List<int> counts)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (
                reader.Field != field
                || reader.Wire != WireType.LengthDelimited
                || !AttributeScan.TryPair(reader.Bytes, out var name, out var value)
                || (key is not null && !name.SequenceEqual(key))
            )
            {
                continue;
            }
            var id = table.Add(key is null ? name : value, (_, _) => counts.Add(0));
            counts[id]++;
        }
    }
}
