namespace Platform.Dashboard.Store;

/// <summary>Senders by number, known again by the bytes of their OTLP resource. Ten thousand at most; later ones are number 0, the unknown.</summary>
public sealed class SourceTable
{
    private readonly ByteTable table = new(10_000, 32 << 20);
    private readonly Action<int, byte[]> added;
    private volatile Source[] sources = new Source[64];

    public SourceTable()
    {
        sources[0] = new Source(0, "unknown_service", "", []);
        added = Remember;
    }

    public Source this[int id] => sources[id];

    /// <summary>Numbers run from 0 to this.</summary>
    public int Count => table.Count;

    public long Bytes => table.Bytes * 3;

    public IEnumerable<Source> All => Enumerable.Range(0, table.Count + 1).Select(id => sources[id]);

    /// <summary>Takes an <c>opentelemetry.proto.resource.v1.Resource</c>.</summary>
    public int Add(ReadOnlySpan<byte> resource) => resource.IsEmpty ? 0 : table.Add(resource, added);

    /// <summary>The resource as it was received.</summary>
    public ReadOnlySpan<byte> Message(int id) => id == 0 ? default : table[id];

    private void Remember(int id, byte[] resource)
    {
        if (id >= sources.Length)
        {
            var more = new Source[sources.Length * 2];
            sources.CopyTo(more, 0);
            sources = more;
        }
        var attributes = OtlpDecoder
            .Attributes(resource, field: 1)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString()))
            .ToList();
        var name = attributes.FirstOrDefault(pair => pair.Key == "service.name").Value;
        var instance = attributes.FirstOrDefault(pair => pair.Key == "service.instance.id").Value;
        sources[id] = new Source(id, string.IsNullOrEmpty(name) ? "unknown_service" : name, instance ?? "", attributes);
    }
}
