using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Run.Logs;
using Platform.Hosting;

namespace Aspire.Hosting.Run;

/// <summary>The output of an instance, over all its starts: kept in a file, and passed on to those who watch the resource.</summary>
internal sealed class RecordedLog : IDisposable
{
    private readonly LogStore _store;
    private readonly Lock _lock = new();
    private readonly List<(long Line, TaskCompletionSource Passed)> _waiting = [];
    private long _passed;

    public RecordedLog(string path, string instanceId, ResourceLoggerService loggers)
    {
        _store = new LogStore(path);
        _ = PassOnAsync(instanceId, loggers);
    }

    /// <summary>Completes when both streams have ended and whoever watches has had their last line.</summary>
    public async Task RecordAsync(IRun run)
    {
        await _store.PumpAsync(run.Output, run.Error).ConfigureAwait(false);
        await PassedAsync(_store.Count).ConfigureAwait(false);
    }

    public void Dispose() => _store.Dispose();

    private async Task PassOnAsync(string instanceId, ResourceLoggerService loggers)
    {
        await foreach (var batch in _store.ReadAsync().ConfigureAwait(false))
        {
            foreach (var line in batch)
            {
                loggers.Append(instanceId, line.Text, line.IsError);
            }
            Passed(batch[^1].Number);
        }
    }

    private void Passed(long line)
    {
        lock (_lock)
        {
            _passed = line;
            _waiting.RemoveAll(w => w.Line <= line && w.Passed.TrySetResult());
        }
    }

    private Task PassedAsync(long line)
    {
        lock (_lock)
        {
            if (line <= _passed)
            {
                return Task.CompletedTask;
            }
            var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((line, passed));
            return passed.Task;
        }
    }
}
