using Platform.Dashboard.Otlp;

namespace Platform.Dashboard.Store;

/// <summary>An instrumentation scope.</summary>
/// <param name="NameId">The name in the table of texts.</param>
public sealed record Scope(int NameId, string Name, string Version, IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes)
{
    public static Scope None { get; } = new(0, "", "", []);
}

/// <summary>Scopes by number, known again by their bytes. Twenty thousand at most; later ones are number 0, the nameless.</summary>
public sealed class ScopeTable
{
    private readonly ByteTable table = new(20_000, 8 << 20);
    private readonly TextTable texts;
    private readonly Action<int, byte[]> added;
    private volatile Scope[] scopes = new Scope[64];

    public ScopeTable(TextTable texts)
    {
        this.texts = texts;
        scopes[0] = Scope.None;
        added = Remember;
    }

    public Scope this[int id] => scopes[id];

    public long Bytes => table.Bytes * 3;

    /// <summary>Takes an <c>InstrumentationScope</c>.</summary>
    public int Add(ReadOnlySpan<byte> scope) => scope.IsEmpty ? 0 : table.Add(scope, added);

    /// <summary>The scope as it was received.</summary>
    public ReadOnlySpan<byte> Message(int id) => id == 0 ? default : table[id];

    private void Remember(int id, byte[] message)
    {
        if (id >= scopes.Length)
        {
            var more = new Scope[scopes.Length * 2];
            scopes.CopyTo(more, 0);
            scopes = more;
        }
        var reader = new ProtoReader(message);
        ReadOnlySpan<byte> name = default;
        ReadOnlySpan<byte> version = default;
        while (reader.Next())
        {
            switch (OtlpDecoder.Tag(reader))
            {
                case 0x0a:
                    name = reader.Bytes;
                    break;
                case 0x12:
                    version = reader.Bytes;
                    break;
            }
        }
        var nameId = texts.Add(name);
        scopes[id] = new Scope(nameId, texts[nameId], OtlpDecoder.Text(version), OtlpDecoder.Attributes(message, field: 3));
    }
}
