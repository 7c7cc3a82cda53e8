using Platform.Hosting;

namespace Platform.Engines.PostgreSQL;

/// <summary>A run that does one thing more when it was stopped.</summary>
internal sealed class ReleasingRun(IRun run, Action release) : IRun
{
    private readonly Lock _releasing = new();
    private bool _released;

    public int? ProcessId => run.ProcessId;

    public Stream Output => run.Output;

    public Stream Error => run.Error;

    public Task<int> Completion => run.Completion;

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await run.StopAsync(cancellationToken);
        Release();
    }

    public async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        Release();
    }

    private void Release()
    {
        // Whoever comes second waits for the first: the caller may delete the directory next.
        lock (_releasing)
        {
            if (run.Completion.IsCompleted && !_released)
            {
                _released = true;
                release();
            }
        }
    }
}
