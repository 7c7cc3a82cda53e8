using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServiceDefaults.Tests.Support;

/// <summary>Answers what a test tells it to, and keeps what it was asked.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private readonly ConcurrentQueue<(int Status, string Body)> answers = new();
    private LocalApp app = null!;

    public ConcurrentQueue<Request> Requests { get; } = new();

    public string Host => new Uri(app.Address).Authority;

    public static async Task<ScriptedCluster> StartAsync()
    {
        var cluster = new ScriptedCluster();
        cluster.app = await LocalApp.StartAsync(map: app => app.Map("/{**path}", cluster.AnswerAsync));
        return cluster;
    }

    /// <summary>The next answer. Once all are given it is <c>{}</c>.</summary>
    public ScriptedCluster Answers(int status, string body)
    {
        answers.Enqueue((status, body));
        return this;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue(
            new(
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
                await reader.ReadToEndAsync(),
                context.Request.ContentType,
                context.Request.Headers.Authorization.ToString()
            )
        );
        var (status, body) = answers.TryDequeue(out var next) ? next : (200, "{}");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/vnd.elasticsearch+json;compatible-with=8";
        await context.Response.WriteAsync(body);
    }

    internal sealed record Request(string Line, string Body, string? ContentType, string Authorization);
}
