namespace Platform.Dashboard.Resources;

/// <summary>Follows one resource's lines: its backlog first, and what comes after once that has been taken.</summary>
internal sealed class ConsoleFollower(string resourceId, IHostLink host, Action<string, IReadOnlyList<ConsoleLine>> append, ILogger logger)
{
    private readonly TaskCompletionSource<IReadOnlyList<ConsoleLine>> backlog = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string ResourceId => resourceId;

    /// <summary>What had been written before; empty where the host cannot say.</summary>
    public Task<IReadOnlyList<ConsoleLine>> Backlog => backlog.Task;

    /// <summary>Completes when the backlog has been taken.</summary>
    public Task Taken => taken.Task;

    public Task Ended { get; private set; } = Task.CompletedTask;

    public void Begin(CancellationToken cancellationToken) => Ended = Task.Run(() => RunAsync(cancellationToken), CancellationToken.None);

    /// <summary>The backlog has been taken: what comes now may be appended.</summary>
    public void GoOn() => taken.TrySetResult();

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var lines in host.WatchConsoleAsync(resourceId, cancellationToken))
            {
                if (backlog.TrySetResult(lines))
                {
                    await taken.Task.WaitAsync(cancellationToken);
                }
                else if (lines.Count > 0)
                {
                    append(resourceId, lines);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The dashboard ends.
        }
        catch (Exception exception)
        {
            logger.LogWarning("The console of '{Resource}' cannot be followed any more: {Reason}", resourceId, exception.Message);
        }
        finally
        {
            backlog.TrySetResult([]);
        }
    }
}
