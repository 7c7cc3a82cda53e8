using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Mocks.OnPremises;

namespace Platform.Mocks.Tests.OnPremises;

/// <summary>The on-premises systems on a port of their own.</summary>
public sealed class Premises : IAsyncDisposable
{
    private readonly WebApplication app;

    private Premises(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public string Url => app.Urls.First();

    public string Queue => $"{Url}/000000000000/worker-tasks";

    public string DeadLetters => $"{Url}/000000000000/worker-tasks-dlq";

    public static async Task<Premises> StartAsync(TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var values = settings.Append(("WorkSeconds", "0")).Append(("RetrySeconds", "0.05")).DistinctBy(s => s.Item1);
        var app = OnPremisesApp.Build(
            ["--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(values.ToDictionary(s => "OnPremises:" + s.Item1, s => (string?)s.Item2));
                builder.Logging.ClearProviders();
                if (time is not null)
                    builder.Services.AddSingleton(time);
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Premises(app);
    }

    public Task<(int Status, JsonNode? Body)> PostAsync(string path, object body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), headers);

    public Task<(int Status, JsonNode? Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>A call in SQS's JSON protocol.</summary>
    public async Task<(int Status, JsonNode Body)> SqsAsync(string action, object members)
    {
        var content = new StringContent(JsonSerializer.Serialize(members));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        var (status, body) = await SendAsync(HttpMethod.Post, "/", content, ("X-Amz-Target", $"AmazonSQS.{action}"));
        return (status, body!);
    }

    public async Task<JsonArray> ReceiveAsync(string queue, int wait = 0, int visibility = 30, int most = 1)
    {
        var (status, body) = await SqsAsync(
            "ReceiveMessage",
            new
            {
                QueueUrl = queue,
                WaitTimeSeconds = wait,
                VisibilityTimeout = visibility,
                MaxNumberOfMessages = most,
                AttributeNames = new[] { "All" },
                MessageAttributeNames = new[] { "All" },
            }
        );
        status.ShouldBe(200, body.ToJsonString());
        return body["Messages"] as JsonArray ?? [];
    }

    public async Task<(int Status, JsonNode? Body)> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text is ['{' or '[', ..] ? JsonNode.Parse(text) : null);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
