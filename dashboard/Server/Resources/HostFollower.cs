namespace Platform.Dashboard.Resources;

/// <summary>Keeps the boards as the host says. What goes wrong on the way is begun again: the host tells its whole state at each beginning.</summary>
internal sealed class HostFollower(
    DashboardOptions options,
    ResourceBoard resources,
    InteractionBoard interactions,
    TimeProvider time,
    ILogger<HostFollower> logger
) : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Host is { } host
            ? Task.WhenAll(
                FollowAsync("resources", host.WatchResourcesAsync, resources.Apply, stoppingToken),
                FollowAsync("interactions", host.WatchInteractionsAsync, interactions.Apply, stoppingToken)
            )
            : Task.CompletedTask;

    private async Task FollowAsync<T>(
        string what,
        Func<CancellationToken, IAsyncEnumerable<T>> watch,
        Action<T> apply,
        CancellationToken cancellationToken
    )
    {
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var item in watch(cancellationToken))
                {
                    apply(item);
                }
                return;
            }
            catch (OperationCanceledException)
            {
                // The dashboard ends, or the host before it.
                return;
            }
            catch (Exception exception)
            {
                logger.LogWarning("The host's {What} cannot be followed: {Reason} Trying again.", what, exception.Message);
            }
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
