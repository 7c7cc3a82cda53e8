namespace Payments.Charging;

/// <summary>
/// How long calls that move money may go on: whoever asked for them may hang up, and a service that stops gives them a moment. What is cut off even
/// so, the reconciliation takes up.
/// </summary>
internal sealed class StopGrace(IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    /// <summary>Runs <paramref name="work"/>, and returns also when it is cut off.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work)
    {
        using var cut = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = lifetime.ApplicationStopping.Register(() => cut.CancelAfter(Moment));
        try
        {
            await work(cut.Token);
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested)
        {
            // The state that was written before says what has to be asked.
        }
    }
}
