using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Files.Tests.Support;

/// <summary>The line between a worker and the file store on the premises, at which a test can hold a read up, or refuse it.</summary>
public sealed class StoreGate : IAsyncDisposable
{
    private readonly HttpClient store;
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication app = WebApplication
        .CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"])
        .Build();
    private int reads;

    private StoreGate(string url) => store = new HttpClient { BaseAddress = new Uri(url) };

    public string Url => app.Urls.First();

    /// <summary>How often a file was asked for.</summary>
    public int Reads => reads;

    /// <summary>A read is at the gate.</summary>
    public Task ArrivedAsync() => arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public void Open() => opened.TrySetResult();

    /// <param name="refuse">Status that reads are answered with instead, by their number from 1; 0 lets them pass the gate.</param>
    public static async Task<StoreGate> StartAsync(WebApplication premises, Func<int, int>? refuse = null)
    {
        var gate = new StoreGate(premises.Urls.First());
        gate.app.Run(context => gate.PassAsync(context, refuse));
        await gate.app.StartAsync();
        return gate;
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await app.DisposeAsync();
        store.Dispose();
    }

    private async Task PassAsync(HttpContext context, Func<int, int>? refuse)
    {
        var path = context.Request.Path.Value! + context.Request.QueryString;
        if (context.Request.Method == "GET" && path.Contains("/uploads/", StringComparison.Ordinal))
        {
            var status = refuse?.Invoke(Interlocked.Increment(ref reads)) ?? 0;
            arrived.TrySetResult();
            if (status > 0)
            {
                context.Response.StatusCode = status;
                return;
            }
            if (refuse is null)
                await opened.Task.WaitAsync(context.RequestAborted);
        }
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        if (context.Request.Method == "PUT")
            request.Content = new StreamContent(context.Request.Body);
        using var response = await store.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
