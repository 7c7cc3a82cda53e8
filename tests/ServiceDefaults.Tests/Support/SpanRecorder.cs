using System.Collections.Concurrent;
using System.Diagnostics;

namespace ServiceDefaults.Tests.Support;

/// <summary>Keeps the spans of the platform's sources that end in this process; tests tell theirs by trace or topic.</summary>
internal sealed class SpanRecorder : IDisposable
{
    private const string Tests = "ServiceDefaults.Tests";
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly SemaphoreSlim changed = new(0);
    private readonly ActivityListener listener;

    public SpanRecorder(string sources = "Platform.ServiceDefaults.")
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith(sources, StringComparison.Ordinal) || source.Name == Tests,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                ended.Enqueue(span);
                changed.Release();
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public static ActivitySource TestSource { get; } = new(Tests);

    public IEnumerable<Activity> Ended => ended;

    public async Task<Activity> SpanAsync(Func<Activity, bool> predicate)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (ended.FirstOrDefault(predicate) is { } found)
                return found;
            await changed.WaitAsync(limit.Token);
        }
    }

    public void Dispose() => listener.Dispose();
}
