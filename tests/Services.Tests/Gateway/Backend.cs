using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Services.Tests.Gateway;

/// <summary>Plays a service behind the gateway: says its name and what it was asked.</summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication app;

    private Backend(string name, string url, Func<HttpContext, Task<bool>>? first)
    {
        app = WebApplication.CreateSlimBuilder([$"urls={url}", "Logging:LogLevel:Default=None"]).Build();
        app.UseWebSockets();
        app.Run(async context =>
        {
            Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            if (first is not null && await first(context))
                return;
            if (context.WebSockets.IsWebSocketRequest)
                await GreetAsync(context, name);
            else
                await AnswerAsync(context, name);
        });
    }

    public ConcurrentQueue<string> Requests { get; } = [];

    public string Url => app.Urls.First();

    /// <param name="first">Sees each request before it is answered; true when it has dealt with it.</param>
    public static async Task<Backend> StartAsync(
        string name,
        string url = "http://127.0.0.1:0",
        Func<HttpContext, Task<bool>>? first = null
    )
    {
        var backend = new Backend(name, url, first);
        await backend.app.StartAsync();
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        // As a service that is told to stop: what it has begun, it ends.
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, string name)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync();
        await context.Response.WriteAsJsonAsync(
            new
            {
                name,
                path = context.Request.Path.Value,
                body = text,
                headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
                padding = new string('x', 2000),
            }
        );
    }

    private static async Task GreetAsync(HttpContext context, string name)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.UTF8.GetBytes(name), WebSocketMessageType.Text, true, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
