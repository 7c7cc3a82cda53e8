using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Eventing;

/// <inheritdoc cref="IDistributedApplicationEventing"/>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private readonly ConcurrentDictionary<Type, ImmutableArray<DistributedApplicationEventSubscription>> _subscriptions = new();

    /// <summary>Where failures of subscribers nobody waits for are told.</summary>
    internal ILogger? Logger { get; set; }

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((@event, token) => callback((T)@event, token)));
    }

    /// <inheritdoc />
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (@event, token) => callback((T)@event, token)));
    }

    /// <inheritdoc />
    public void Unsubscribe(DistributedApplicationEventSubscription subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        foreach (var type in _subscriptions.Keys)
        {
            _subscriptions.AddOrUpdate(type, [], (_, all) => all.Remove(subscription));
        }
    }

    /// <inheritdoc />
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc />
    public Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var subscribers = SubscribersOf(@event);
        if (subscribers.Length == 0)
        {
            return Task.CompletedTask;
        }
        return dispatchBehavior switch
        {
            EventDispatchBehavior.BlockingSequential => OneAfterTheOther(),
            EventDispatchBehavior.BlockingConcurrent => AllAtOnce(),
            EventDispatchBehavior.NonBlockingSequential => GoOn(OneAfterTheOther),
            EventDispatchBehavior.NonBlockingConcurrent => GoOn(AllAtOnce),
            _ => throw new ArgumentOutOfRangeException(nameof(dispatchBehavior), dispatchBehavior, null),
        };

        async Task OneAfterTheOther()
        {
            foreach (var subscriber in subscribers)
            {
                await subscriber.Callback(@event, cancellationToken).ConfigureAwait(false);
            }
        }

        Task AllAtOnce() => Task.WhenAll(subscribers.Select(subscriber => subscriber.Callback(@event, cancellationToken)));

        Task GoOn(Func<Task> dispatch)
        {
            _ = Task.Run(
                async () =>
                {
                    try
                    {
                        await dispatch().ConfigureAwait(false);
                    }
                    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                    {
                        // The application stops; nobody waits for this event any more.
                    }
                    catch (Exception exception)
                    {
                        Logger?.LogError(exception, "A subscriber of {Event} failed.", typeof(T).Name);
                    }
                },
                CancellationToken.None
            );
            return Task.CompletedTask;
        }
    }

    internal bool HasSubscribers<T>()
        where T : IDistributedApplicationEvent => _subscriptions.TryGetValue(typeof(T), out var all) && all.Length > 0;

    private ImmutableArray<DistributedApplicationEventSubscription> SubscribersOf<T>(T @event)
        where T : IDistributedApplicationEvent
    {
        if (!_subscriptions.TryGetValue(typeof(T), out var all))
        {
            return [];
        }
        if (@event is not IDistributedApplicationResourceEvent { Resource: var resource })
        {
            return all;
        }
        return
        [
            .. all.Where(s =>
                s is not DistributedApplicationResourceEventSubscription of || of.Resource is null || of.Resource == resource
            ),
        ];
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        _subscriptions.AddOrUpdate(typeof(T), [subscription], (_, all) => all.Add(subscription));
        return subscription;
    }
}
