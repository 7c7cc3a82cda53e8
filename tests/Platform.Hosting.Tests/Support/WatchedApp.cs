using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Platform.Dashboard.Live;
using Platform.Dashboard.Resources;
using Platform.Hosting.Dashboard;

namespace Platform.Hosting.Tests.Support;

/// <summary>A small graph that runs with its dashboard, and a browser that is logged in.</summary>
internal sealed class WatchedApp : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private WatchedApp(DistributedApplication app) => App = app;

    public DistributedApplication App { get; }

    public HttpClient Http { get; } = new();

    public DashboardService Service => App.Services.GetRequiredService<DashboardService>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<WatchedApp> StartAsync(Action<IDistributedApplicationTestingBuilder> add, params string[] args)
    {
        var builder = DistributedApplicationTestingBuilder.Create(
            new DistributedApplicationTestingBuilderOptions { EnableDashboard = true },
            args
        );
        add(builder);
        var watched = new WatchedApp(await builder.BuildAsync(Cancelled));
        await watched.App.StartAsync(Cancelled).WaitAsync(s_patience, Cancelled);
        var login = await watched.App.GetDashboardUrlAsync(Cancelled).WaitAsync(s_patience, Cancelled);
        watched.Http.BaseAddress = new Uri(login, "/");
        var answer = await watched.Http.PostAsJsonAsync("/api/login", new { token = login.Query["?t=".Length..] }, Cancelled);
        var key = (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("key").GetString();
        watched.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return watched;
    }

    /// <summary>Asks again at each tick of the topic until the answer is as it should be.</summary>
    public async Task<T> UntilAsync<T>(Topic topic, string path, JsonTypeInfo<T> type, Func<T, bool> isSo)
    {
        var feed = Service.Application!.Services.GetRequiredService<ChangeFeed>();
        using var ticks = new SemaphoreSlim(1);
        feed.Changes += Tick;
        try
        {
            while (true)
            {
                (await ticks.WaitAsync(s_patience, Cancelled)).ShouldBeTrue($"{path} never came to that");
                if (JsonSerializer.Deserialize(await Http.GetStringAsync(path, Cancelled), type) is { } answer && isSo(answer))
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

    public Task<ResourceSnapshot> ResourceAsync(string id, Func<ResourceSnapshot, bool> isSo) =>
        UntilAsync(
                Topic.Resources,
                "/api/resources",
                ResourcesJson.Default.ResourceList,
                list => list.Items.Any(row => row.Resource.Id == id && isSo(row.Resource))
            )
            .ContinueWith(list => list.Result.Items.Single(row => row.Resource.Id == id).Resource, TaskScheduler.Default);

    public async Task<CommandOutcome> CommandAsync(string id, string name, object? inputs = null)
    {
        var answer = await Http.PostAsJsonAsync($"/api/resources/{id}/commands/{name}", new { inputs }, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize(text, ResourcesJson.Default.CommandOutcome)!;
    }

    public async Task<string?> RevealAsync(string id, string kind, string name)
    {
        var answer = await Http.PostAsJsonAsync("/api/reveal", new SecretReference(id, kind, name), Cancelled);
        return JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(Cancelled), ResourcesJson.Default.SecretValue)!.Value;
    }

    public Task HealthyAsync(string name) =>
        App.ResourceNotifications.WaitForResourceHealthyAsync(name, Cancelled).WaitAsync(s_patience, Cancelled);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }
}
