using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Malls;
using Platform.Mocks.SalesChannel.Webhooks;

namespace Platform.Mocks.SalesChannel.Admin;

/// <summary>Both malls in the browser: one page, what it shows, and word of each change.</summary>
public static class PageEndpoints
{
    private const int Shown = 100;

    /// <summary>Changes closer together are told once.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapPage(this IEndpointRouteBuilder routes)
    {
        using var stream = typeof(PageEndpoints).Assembly.GetManifestResourceStream("index.html")!;
        var page = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        routes.MapGet("/", () => Results.Text(page, "text/html", Encoding.UTF8));
        routes.MapGet("/__admin/malls", State);
        routes.MapGet("/__admin/malls/events", EventsAsync);
    }

    private static JsonObject State(MallStreet street, WebhookLog log, Mischief mischief) =>
        new()
        {
            ["malls"] = new JsonObject(
                street.Names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Mall(street, street.Find(name)!)))
            ),
            ["webhooks"] = new JsonArray([.. log.Newest(Shown).Select(delivery => delivery.ToJson())]),
            ["isQuiet"] = mischief.Current with { Seed = null } == Misbehaviour.None,
        };

    private static JsonObject Mall(MallStreet street, Mall mall)
    {
        var (orders, total) = mall.NewestOrders(Shown);
        return new JsonObject
        {
            ["productCount"] = street.ProductCount(mall),
            ["products"] = street.Products(mall, Shown),
            ["orderCount"] = total,
            ["orders"] = new JsonArray([.. orders.Select(order => MallStreet.Write(mall, order))]),
        };
    }

    private static async Task EventsAsync(HttpContext context, MallNews news, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-transform";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            var next = news.Next;
            await WriteAsync("retry: 1000\nevent: changed\ndata: {}\n\n");
            while (true)
            {
                try
                {
                    await next.WaitAsync(Heartbeat, time, ended.Token);
                }
                catch (TimeoutException)
                {
                    await WriteAsync(": still here\n\n");
                    continue;
                }
                await Task.Delay(Gathered, time, ended.Token);
                next = news.Next;
                await WriteAsync("event: changed\ndata: {}\n\n");
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page was closed, or the mock ends.
        }

        async Task WriteAsync(string text)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), ended.Token);
            await response.Body.FlushAsync(ended.Token);
        }
    }
}
