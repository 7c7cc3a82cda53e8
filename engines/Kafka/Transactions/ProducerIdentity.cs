namespace Platform.Engines.Kafka.Transactions;

/// <summary>A producer and which of its lives: a higher epoch fences the lower ones.</summary>
internal readonly record struct ProducerIdentity(long Id, short Epoch)
{
    public static readonly ProducerIdentity None = new(-1, -1);

    /// <summary>The last epochs of an id are left for fencing: a new life beyond gets a new id.</summary>
    public bool IsExhausted => Epoch >= short.MaxValue - 1;

    public ProducerIdentity Next => this with { Epoch = (short)(Epoch + 1) };
}
