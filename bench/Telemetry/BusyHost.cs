using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Platform.Dashboard.Resources;

namespace TelemetryBench;

/// <summary>A graph of many resources that change when told to, the first of which writes lines at a rate while told to.</summary>
internal sealed class BusyHost : IHostLink
{
    private static readonly string[] types = ["Project", "Executable", "NodeApp", "PostgresServer"];
    private readonly Channel<ResourceSnapshot> changes = Channel.CreateUnbounded<ResourceSnapshot>();
    private readonly Channel<IReadOnlyList<ConsoleLine>> lines = Channel.CreateUnbounded<IReadOnlyList<ConsoleLine>>();
    private readonly int count;
    private int version;

    public BusyHost(int resources)
    {
        count = resources;
        lines.Writer.TryWrite([]);
        Change();
    }

    public HostFacts Facts { get; } = new("bench", "1.0", "render");

    /// <summary>The one that writes.</summary>
    public static string Writer => Id(0);

    /// <summary>Each resource has changed: state, health, restarts and a property.</summary>
    public void Change()
    {
        version++;
        for (var index = 0; index < count; index++)
        {
            changes.Writer.TryWrite(Snapshot(index));
        }
    }

    /// <summary>Writes until cancelled, a hundredth of a second's lines at a time; returns how many.</summary>
    public async Task<long> WriteAsync(int linesPerSecond, long after, CancellationToken cancellationToken)
    {
        var written = 0L;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var due = (long)(clock.Elapsed.TotalSeconds * linesPerSecond);
                var batch = new List<ConsoleLine>();
                for (; written < due; written++)
                {
                    batch.Add(Line(after + written + 1));
                }
                lines.Writer.TryWrite(batch);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough lines.
        }
        return written;
    }

    public IAsyncEnumerable<ResourceSnapshot> WatchResourcesAsync(CancellationToken cancellationToken) =>
        changes.Reader.ReadAllAsync(cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<ConsoleLine>> WatchConsoleAsync(
        string resourceId,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (resourceId != Writer)
        {
            yield return [new ConsoleLine(1, DateTimeOffset.UtcNow, $"{resourceId} listens", IsError: false)];
            yield break;
        }
        await foreach (var batch in lines.Reader.ReadAllAsync(cancellationToken))
        {
            yield return batch;
        }
    }

    public Task<CommandOutcome> ExecuteAsync(CommandRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new CommandOutcome(Success: true));

    public Task<CommandOutcome> ChangeParameterAsync(ParameterChange change, CancellationToken cancellationToken) =>
        Task.FromResult(new CommandOutcome(Success: true));

    public Task<string?> RevealAsync(SecretReference secret, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public async IAsyncEnumerable<InteractionSnapshot> WatchInteractionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        yield break;
    }

    public Task RespondAsync(InteractionResponse response, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Announce(AlarmNotice notice)
    {
        // The measured pages show alarms by themselves.
    }

    private static string Id(int index) => $"service-{index:000}-abcdefgh";

    private static ConsoleLine Line(long number) =>
        new(
            number,
            DateTimeOffset.UtcNow,
            $"\u001b[32minfo\u001b[0m: Ordering.Orders[{number % 7}] Order accepted for store {number % 300} in {number % 90} ms #{number}",
            IsError: number % 500 == 0
        );

    private ResourceSnapshot Snapshot(int index)
    {
        var odd = (index + version) % 10 == 0;
        var started = DateTimeOffset.UtcNow.AddMinutes(-5);
        return new ResourceSnapshot(Id(index), $"service-{index:000}", types[index % types.Length])
        {
            InstanceId = "abcdefgh",
            State = odd ? "Waiting" : "Running",
            Health =
                odd ? null
                : index % 9 == version % 9 ? "Degraded"
                : "Healthy",
            HealthReports = [new HealthReport("ready", odd ? null : "Healthy", "answers", null, started)],
            CreatedAt = started.AddSeconds(-2),
            StartedAt = started,
            Restarts = version % 5,
            ProcessId = Environment.ProcessId,
            Source = $"services/Service{index:000}/Service{index:000}.csproj",
            Urls = [new ResourceUrl("http", $"http://localhost:{20000 + index}", "http", IsInternal: false, IsInactive: odd, 0)],
            Endpoints = [new ResourceEndpoint("http", "http", "localhost", 20000 + index, 30000 + index)],
            Properties = [new ResourceProperty("version", null, $"{version}", IsSecret: false, IsHighlighted: true, 0)],
            Environment =
            [
                new EnvironmentVariable("ASPNETCORE_URLS", $"http://localhost:{30000 + index}", IsSecret: false, IsFromSpec: true),
            ],
            Relationships = index == 0 ? [] : [new ResourceRelationship($"service-{index / 2:000}", "Reference")],
            Commands = [new ResourceCommand("restart", "Restart", null, null, "ArrowClockwise", IsHighlighted: true, "Enabled")],
        };
    }
}
