using System.Buffers.Binary;
using Platform.Engines.Kafka.State;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>Gives producer ids, each once for ever: they are reserved in blocks, and the rest of a block is lost with the process.</summary>
internal sealed class ProducerIds(StateStore state)
{
    public const int Block = 1000;
    private const string Key = "next";
    private readonly Lock _lock = new();
    private long _next;
    private long _reserved;

    public void Load()
    {
        foreach (var (_, value) in state.Load(StateKind.ProducerId))
        {
            _next = _reserved = BinaryPrimitives.ReadInt64BigEndian(value);
        }
    }

    /// <summary>Never gives this id, nor one before it.</summary>
    public void Skip(long id)
    {
        lock (_lock)
        {
            if (id >= _reserved)
            {
                _next = _reserved = id + 1;
            }
        }
    }

    public ProducerIdentity New()
    {
        lock (_lock)
        {
            if (_next == _reserved)
            {
                var value = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64BigEndian(value, _reserved + Block);
                state.Put(StateKind.ProducerId, Key, value);
                _reserved += Block;
            }

            return new ProducerIdentity(_next++, 0);
        }
    }
}
