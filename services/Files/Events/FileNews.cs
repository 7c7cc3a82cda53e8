using System.Collections.Concurrent;

namespace Files.Events;

/// <summary>Wakes those who listen to a file when something has happened to it; what it was they read from the log.</summary>
internal sealed class FileNews
{
    private readonly ConcurrentDictionary<Subscription, Guid> subscriptions = [];

    public Subscription Subscribe(Guid fileId)
    {
        var subscription = new Subscription(this);
        subscriptions[subscription] = fileId;
        return subscription;
    }

    public void Tell(Guid fileId)
    {
        foreach (var (subscription, subscribed) in subscriptions)
        {
            if (subscribed == fileId)
                subscription.Ring();
        }
    }

    private void Forget(Subscription subscription) => subscriptions.TryRemove(subscription, out _);

    public sealed class Subscription(FileNews news) : IDisposable
    {
        private readonly Lock gate = new();
        private TaskCompletionSource signal = New();

        /// <summary>False when nothing happened for <paramref name="patience"/>.</summary>
        public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        {
            Task ringing;
            lock (gate)
                ringing = signal.Task;
            try
            {
                await ringing.WaitAsync(patience, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return false;
            }
            lock (gate)
                signal = New();
            return true;
        }

        public void Ring()
        {
            lock (gate)
                signal.TrySetResult();
        }

        public void Dispose() => news.Forget(this);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
