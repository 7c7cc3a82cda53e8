using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Mocks.OnPremises.Queues;

/// <summary>A standard queue in memory: at least once, roughly in order.</summary>
public sealed class MessageQueue(string name, QueueAttributes attributes, TimeProvider time)
{
    private const int Capacity = 100_000;
    private readonly Lock gate = new();
    private readonly LinkedList<SqsMessage> messages = new();
    private readonly Dictionary<string, LinkedListNode<SqsMessage>> byReceipt = [];
    private readonly DateTimeOffset createdAt = time.GetUtcNow();
    private TaskCompletionSource changed = NewSignal();

    public string Name => name;

    public QueueAttributes Attributes => attributes;

    public string Arn => $"arn:aws:sqs:ap-northeast-2:000000000000:{name}";

    public SqsMessage Send(string body, JsonObject? messageAttributes, int? delaySeconds)
    {
        var now = time.GetUtcNow();
        var message = new SqsMessage(body, messageAttributes, now)
        {
            VisibleAt = now + TimeSpan.FromSeconds(delaySeconds ?? attributes.DelaySeconds),
        };
        Add(message);
        return message;
    }

    /// <summary>Takes what is visible now; what was received too often goes to <paramref name="deadLetters"/>. Waits for something up to <paramref name="wait"/>.</summary>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        int most,
        TimeSpan visibility,
        TimeSpan wait,
        MessageQueue? deadLetters,
        CancellationToken cancellationToken
    )
    {
        var deadline = time.GetUtcNow() + wait;
        while (true)
        {
            Task signal;
            TimeSpan pause;
            lock (gate)
            {
                var now = time.GetUtcNow();
                if (Take(most, visibility, now, deadLetters) is { Count: > 0 } taken)
                    return taken;
                if (now >= deadline)
                    return [];
                signal = changed.Task;
                pause = Until(messages.Count > 0 ? messages.Min(message => message.VisibleAt) : deadline, deadline, now);
            }
            try
            {
                await signal.WaitAsync(pause, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Something may have become visible, or the wait is over.
            }
        }
    }

    /// <summary>True when this was the latest receipt of a message; an outdated one deletes nothing.</summary>
    public bool Delete(string receipt)
    {
        lock (gate)
        {
            if (!byReceipt.TryGetValue(receipt, out var node))
                return false;
            Remove(node);
            return true;
        }
    }

    /// <summary>Zero gives the message back at once.</summary>
    public void ChangeVisibility(string receipt, TimeSpan visibility)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!byReceipt.TryGetValue(receipt, out var node) || node.Value.VisibleAt <= now)
                throw SqsException.NotInFlight();
            node.Value.VisibleAt = now + visibility;
            Signal();
        }
    }

    public void Purge()
    {
        lock (gate)
        {
            messages.Clear();
            byReceipt.Clear();
        }
    }

    public IEnumerable<(string Name, string Value)> Describe()
    {
        int visible,
            inFlight,
            delayed;
        lock (gate)
        {
            var now = time.GetUtcNow();
            visible = messages.Count(message => message.VisibleAt <= now);
            inFlight = messages.Count(message => message.VisibleAt > now && message.ReceiveCount > 0);
            delayed = messages.Count - visible - inFlight;
        }
        var created = createdAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return
        [
            .. attributes.Describe(),
            ("QueueArn", Arn),
            ("CreatedTimestamp", created),
            ("LastModifiedTimestamp", created),
            ("ApproximateNumberOfMessages", visible.ToString(CultureInfo.InvariantCulture)),
            ("ApproximateNumberOfMessagesNotVisible", inFlight.ToString(CultureInfo.InvariantCulture)),
            ("ApproximateNumberOfMessagesDelayed", delayed.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private void Add(SqsMessage message)
    {
        lock (gate)
        {
            if (messages.Count >= Capacity)
                throw new SqsException("OverLimit", $"The mock keeps at most {Capacity} messages in a queue.");
            messages.AddLast(message);
            Signal();
        }
    }

    private List<ReceivedMessage> Take(int most, TimeSpan visibility, DateTimeOffset now, MessageQueue? deadLetters)
    {
        var taken = new List<ReceivedMessage>();
        for (LinkedListNode<SqsMessage>? node = messages.First, next; node is not null && taken.Count < most; node = next)
        {
            next = node.Next;
            var message = node.Value;
            if (now - message.SentAt > TimeSpan.FromSeconds(attributes.MessageRetentionPeriod))
                Remove(node);
            else if (message.VisibleAt > now)
                continue;
            else if (deadLetters is not null && message.ReceiveCount >= attributes.MaxReceiveCount)
            {
                Remove(node);
                message.Receipt = null;
                deadLetters.Add(message);
            }
            else
                taken.Add(Hand(node, visibility, now));
        }
        return taken;
    }

    private ReceivedMessage Hand(LinkedListNode<SqsMessage> node, TimeSpan visibility, DateTimeOffset now)
    {
        var message = node.Value;
        if (message.Receipt is { } outdated)
            byReceipt.Remove(outdated);
        message.Receipt = ReceiptHandle.New(name);
        byReceipt[message.Receipt] = node;
        message.ReceiveCount++;
        message.FirstReceivedAt ??= now;
        message.VisibleAt = now + visibility;
        return new(message, message.Receipt, message.ReceiveCount, message.FirstReceivedAt.Value);
    }

    private void Remove(LinkedListNode<SqsMessage> node)
    {
        messages.Remove(node);
        if (node.Value.Receipt is { } receipt)
            byReceipt.Remove(receipt);
    }

    private void Signal()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    private static TimeSpan Until(DateTimeOffset next, DateTimeOffset deadline, DateTimeOffset now)
    {
        var until = (next < deadline ? next : deadline) - now;
        return until > TimeSpan.FromMilliseconds(1) ? until : TimeSpan.FromMilliseconds(1);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
