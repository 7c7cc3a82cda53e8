using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Platform.Mocks.Tests.SalesChannel;

/// <summary>Where byeol's webhooks arrive.</summary>
public sealed class Seller : IAsyncDisposable
{
    public sealed record Webhook(JsonNode Body, string Raw, IHeaderDictionary Headers)
    {
        public string Header(string name) => Headers["X-Byeol-" + name].ToString();

        public string? Type => (string?)Body["type"];

        public string? OrderId => (string?)Body["data"]!["order"]?["order_id"];
    }

    private readonly Channel<Webhook> inbox = Channel.CreateUnbounded<Webhook>();
    private readonly WebApplication app;

    private Seller(WebApplication app) => this.app = app;

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public string Url => app.Urls.First() + "/hook/byeol?tenant=1";

    public static async Task<Seller> StartAsync()
    {
        var app = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();
        var seller = new Seller(app);
        app.MapPost("/hook/byeol", (HttpRequest request) => seller.TakeAsync(request));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return seller;
    }

    public async Task<Webhook> NextAsync() =>
        await inbox.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public bool HasMore => inbox.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        var answer = Status;
        var raw = await new StreamReader(request.Body).ReadToEndAsync();
        var headers = new HeaderDictionary(request.Headers.ToDictionary(header => header.Key, header => header.Value));
        inbox.Writer.TryWrite(new Webhook(JsonNode.Parse(raw)!, raw, headers));
        return Results.StatusCode(answer);
    }
}
