namespace Aspire.Hosting.Eventing;

/// <summary>Whether the publisher waits for the subscribers, and whether they run one after the other.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other, in the order of subscription; the publisher waits. The default.</summary>
    BlockingSequential,

    /// <summary>All at once; the publisher waits for all.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; the publisher goes on. A failure ends the sequence and is logged.</summary>
    NonBlockingSequential,

    /// <summary>All at once; the publisher goes on. Failures are logged.</summary>
    NonBlockingConcurrent,
}
