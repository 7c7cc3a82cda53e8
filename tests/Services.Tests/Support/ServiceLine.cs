using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Services.Tests.Support;

/// <summary>The line between a service and its peer, which a test can cut before or after a call has arrived.</summary>
public sealed class ServiceLine : IAsyncDisposable
{
    private readonly HttpClient peer;
    private readonly WebApplication app = WebApplication
        .CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None"])
        .Build();

    private ServiceLine(string url) => peer = new HttpClient { BaseAddress = new Uri(url) };

    public string Url => app.Urls.First();

    /// <summary>Called before a call is passed on, with its path and query; false cuts the line.</summary>
    public Func<string, Task<bool>> Before { get; set; } = _ => Task.FromResult(true);

    /// <summary>Called with path and query when the peer has answered; false loses the answer.</summary>
    public Func<string, Task<bool>> After { get; set; } = _ => Task.FromResult(true);

    public static async Task<ServiceLine> StartAsync(string url)
    {
        var line = new ServiceLine(url);
        line.app.Run(line.PassAsync);
        await line.app.StartAsync();
        return line;
    }

    /// <summary>Asks the gateway itself, as the shop whose key Payments has.</summary>
    public async Task<JsonNode> AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("test_sk_platform:"))
        );
        if (body is not null)
            request.Content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await peer.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    public Task<JsonNode> PaymentOfAsync(string order) => AskAsync(HttpMethod.Get, $"/v1/payments/orders/{order}");

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        peer.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var path = context.Request.Path.Value! + context.Request.QueryString;
        if (!await Before(path))
        {
            context.Abort();
            return;
        }
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        foreach (var name in new[] { "Authorization", "Idempotency-Key" })
        {
            if (context.Request.Headers[name] is [{ } value])
                request.Headers.TryAddWithoutValidation(name, value);
        }
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        using var response = await peer.SendAsync(request, context.RequestAborted);
        if (!await After(path))
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
