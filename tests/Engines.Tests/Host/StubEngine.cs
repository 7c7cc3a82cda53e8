using Microsoft.Extensions.Logging;
using Platform.Engines.Host;
using Platform.Engines.Host.Protocol;
using Platform.Hosting;

namespace Engines.Tests.Host;

/// <summary>Engines that do what their resource's name says, and remember what was done to them.</summary>
internal sealed class StubEngine
{
    private readonly List<string> _happened = [];
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first engine has stopped.</summary>
    public Task Stopped => _stopped.Task;

    public string[] Happened
    {
        get
        {
            lock (_happened)
            {
                return [.. _happened];
            }
        }
    }

    public static EngineStart Start(string resource) =>
        new()
        {
            Resource = resource,
            DataDirectory = "/nowhere",
            Ports = new Dictionary<string, int> { ["tcp"] = 1 },
            Settings = new KafkaSettings { Topics = [new("orders", 3, new Dictionary<string, string> { ["retention.ms"] = "1" })] },
        };

    public async Task<IEngineInstance> StartAsync(EngineStart start, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var topic = ((KafkaSettings)start.Settings).Topics[0];
        Tell($"start {start.Resource} {start.Ports["tcp"]} {topic.Name} {topic.Configs["retention.ms"]}");
        var log = loggers.CreateLogger("stub");
        log.LogInformation("{Resource} starts", start.Resource);
        switch (start.Resource)
        {
            case "fails":
                throw new InvalidOperationException("port 1 is taken");
            case "never":
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => Tell("given up"), CancellationToken.None);
                cancellationToken.ThrowIfCancellationRequested();
                break;
        }

        log.LogError("{Resource} complains\nof two things", start.Resource);
        return new Instance(this, start.Resource);
    }

    private void Tell(string what)
    {
        lock (_happened)
        {
            _happened.Add(what);
        }
    }

    private sealed class Instance(StubEngine engine, string resource) : IEngineInstance
    {
        public Task SnapshotAsync(string directory, CancellationToken cancellationToken)
        {
            engine.Tell($"snapshot {resource} {directory}");
            return directory.EndsWith("full", StringComparison.Ordinal) ? throw new IOException("No space left") : Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            engine.Tell($"stop {resource}");
            engine._stopped.TrySetResult();
            return resource == "hangs" ? new ValueTask(new TaskCompletionSource().Task) : ValueTask.CompletedTask;
        }
    }
}
