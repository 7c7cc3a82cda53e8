using Aspire.Hosting.Run.Unix;
using Platform.Hosting;

namespace Aspire.Hosting.Run.Launch;

/// <summary>A running child process with all that it started.</summary>
internal sealed class ProcessRun : IRun
{
    // What outlives its parent was not told to stop, and gets this long after it has been.
    private static readonly TimeSpan OrphanGrace = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly StopPlan plan;
    private readonly ChildProcess child;
    private readonly Action removed;
    private readonly CancellationTokenSource killNow = new();
    private Task? stopping;

    public ProcessRun(LaunchSpec spec, ChildProcess child, SpawnedProcess process, Action removed)
    {
        plan = spec.Stop;
        this.child = child;
        this.removed = removed;
        Output = process.Output;
        Error = process.Error;
        if (process.Input is { } input)
        {
            _ = WriteInputAsync(input, spec.StandardInput);
        }
    }

    public int? ProcessId => child.Id;

    public Stream Output { get; }

    public Stream Error { get; }

    public Task<int> Completion => child.Exited;

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task task;
        lock (gate)
        {
            if (stopping is null)
            {
                stopping = Task.Run(EndAsync, CancellationToken.None);
            }
            else
            {
                killNow.Cancel();
            }

            task = stopping;
        }

        await using (cancellationToken.Register(killNow.Cancel).ConfigureAwait(false))
        {
            await task.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        killNow.Cancel();
        await StopAsync().ConfigureAwait(false);
        await Output.DisposeAsync().ConfigureAwait(false);
        await Error.DisposeAsync().ConfigureAwait(false);
    }

    private async Task EndAsync()
    {
        if (plan.Signal != StopSignal.Kill && !killNow.IsCancellationRequested)
        {
            await AskAsync().ConfigureAwait(false);
        }

        while (await SignalMembersAsync(StopSignal.Kill, Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false)) { }

        await child.Exited.ConfigureAwait(false);
        child.Dispose();
        removed();
    }

    private async Task AskAsync()
    {
        try
        {
            if (plan.WholeSession)
            {
                await SignalMembersAsync(plan.Signal, plan.Grace, killNow.Token).ConfigureAwait(false);
                return;
            }

            child.Signal(plan.Signal);
            await child.Exited.WaitAsync(plan.Grace, killNow.Token).ConfigureAwait(false);
            var grace = plan.Grace < OrphanGrace ? plan.Grace : OrphanGrace;
            await SignalMembersAsync(plan.Signal, grace, killNow.Token).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // It had its time; the caller kills.
        }
        catch (OperationCanceledException)
        {
            // Asked to hurry; the caller kills.
        }
    }

    /// <summary>Signals all that live and waits for them to end; false when nobody was there.</summary>
    private async Task<bool> SignalMembersAsync(StopSignal signal, TimeSpan grace, CancellationToken cancellationToken)
    {
        var reached = await child.SignalMembersAsync(signal).ConfigureAwait(false);
        try
        {
            await Task.WhenAll(reached.Select(member => member.Exited)).WaitAsync(grace, cancellationToken).ConfigureAwait(false);
            return reached.Count > 0;
        }
        finally
        {
            foreach (var member in reached)
            {
                member.Dispose();
            }
        }
    }

    private static async Task WriteInputAsync(Stream input, ReadOnlyMemory<byte> bytes)
    {
        await using (input.ConfigureAwait(false))
        {
            try
            {
                await input.WriteAsync(bytes).ConfigureAwait(false);
            }
            catch (IOException)
            {
                // The child ended, or closed its input, without reading all: its exit code tells.
            }
        }
    }
}
