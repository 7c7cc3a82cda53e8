namespace Platform.Mocks.SalesChannel.Malls;

/// <summary>Tells those who look that something changed, not what.</summary>
public sealed class MallNews
{
    private readonly Lock gate = new();
    private TaskCompletionSource next = New();

    /// <summary>Completes with the next change after this was asked for.</summary>
    public Task Next
    {
        get
        {
            lock (gate)
                return next.Task;
        }
    }

    public void Tell()
    {
        TaskCompletionSource told;
        lock (gate)
            (told, next) = (next, New());
        told.SetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
