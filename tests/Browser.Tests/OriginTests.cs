using Browser.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Browser.Tests;

/// <summary>Another server on localhost, such as a developer starts by the dozen, shows a page that tries to command the dashboard.</summary>
public sealed class OriginTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task A_second_origin_on_localhost_neither_commands_nor_listens()
    {
        await LogInAsync();
        await using var other = await PageOfAnotherOriginAsync();
        var stranger = await Context.NewPageAsync();
        await stranger.GotoAsync(other.Urls.Single());

        // With the real key even: the origin alone is reason enough.
        var key = await Page.EvaluateAsync<string>("JSON.parse(localStorage.getItem('dashboard.key'))");
        var answers = await stranger.EvaluateAsync<string[]>(
            """
            async ({ dashboard, key }) => {
              const tried = async (path, init) => {
                try {
                  const response = await fetch(new URL(path, dashboard), init);
                  return `${response.status}`;
                } catch (error) {
                  return 'refused';
                }
              };
              const socket = new Promise(done => {
                const live = new WebSocket(new URL('/api/live', dashboard).href.replace('http', 'ws'));
                live.onopen = () => live.send(JSON.stringify({ key }));
                live.onmessage = () => done('listened');
                live.onclose = live.onerror = () => done('refused');
              });
              return [
                await tried('/api/resources', { headers: { Authorization: `Bearer ${key}` } }),
                await tried('/api/resources/catalog/commands/resource-stop', { method: 'POST', body: '{}', headers: { Authorization: `Bearer ${key}` } }),
                await tried('/api/resources/catalog/commands/resource-stop', { method: 'POST', body: '{}', credentials: 'include' }),
                await socket,
              ];
            }
            """,
            new { dashboard = Stage.Link.GetLeftPart(UriPartial.Authority), key }
        );

        answers.ShouldBe(["refused", "refused", "refused", "refused"]);
        await GoAsync("/resources");
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Row).Filter(new() { HasText = "catalog" }).First)
            .ToContainTextAsync("Running");
    }

    private static async Task<WebApplication> PageOfAnotherOriginAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Content("<!doctype html><title>other</title>", "text/html"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
