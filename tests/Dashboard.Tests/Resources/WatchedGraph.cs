using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;

namespace Dashboard.Tests.Resources;

/// <summary>A dashboard over a <see cref="FakeHost"/>.</summary>
internal sealed class WatchedGraph : IAsyncDisposable
{
    private readonly TestDashboard dashboard;

    private WatchedGraph(TestDashboard dashboard, FakeHost host) => (this.dashboard, Host) = (dashboard, host);

    public FakeHost Host { get; }

    public ResourceBoard Board => dashboard.Get<ResourceBoard>();

    public MarkerLog Markers => dashboard.Get<MarkerLog>();

    public HttpClient Http => dashboard.Http;

    public static async Task<WatchedGraph> StartAsync()
    {
        var host = new FakeHost();
        return new WatchedGraph(await TestDashboard.StartAsync(TestDashboard.Options with { Host = host }), host);
    }

    /// <summary>Says it and waits until the board has it.</summary>
    public async Task SayAsync(params IReadOnlyList<ResourceSnapshot> snapshots)
    {
        var left = snapshots.Count;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Board.Changed += Count;
        foreach (var snapshot in snapshots)
        {
            Host.Say(snapshot);
        }
        await done.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Board.Changed -= Count;

        void Count(ResourceSnapshot _)
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                done.SetResult();
            }
        }
    }

    public async Task<JsonNode> GetAsync(string path) =>
        (await Http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken)).ShouldNotBeNull();

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(await Http.GetStringAsync(path, TestContext.Current.CancellationToken), type)!;

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    /// <summary>Asks again at each tick of the topic until the answer is as it should be.</summary>
    public async Task<T> UntilAsync<T>(Topic topic, Func<Task<T>> ask, Func<T, bool> isSo)
    {
        var feed = dashboard.Get<ChangeFeed>();
        using var ticks = new SemaphoreSlim(1);
        feed.Changes += Tick;
        try
        {
            while (true)
            {
                (await ticks.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldBeTrue(
                    "it never came to that"
                );
                if (await ask() is var answer && isSo(answer))
                {
                    return answer;
                }
            }
        }
        finally
        {
            feed.Changes -= Tick;
        }

        void Tick(Topic changed)
        {
            if (changed == topic)
            {
                ticks.Release();
            }
        }
    }

    public ValueTask DisposeAsync() => dashboard.DisposeAsync();
}
