using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

public sealed partial class ArchiveTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task What_is_exported_wiped_and_imported_shows_the_same_screens()
    {
        // Each process sends its spans in order: where all took part in the second request, the first is complete.
        var (trace, later) = (await LookAsync(3), await LookAsync(4));
        await LogInAsync();
        foreach (var address in new[] { later, trace })
        {
            await GoAsync(address);
            await Expect(Page.GetByTestId("trace-facts")).ToContainTextAsync("gateway");
            await Expect(Page.GetByTestId("trace-facts")).ToContainTextAsync("catalog");
        }
        var facts = await FactsAsync();

        await GoAsync("/runs");
        await Button("Export…").ClickAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() =>
            Page.GetByRole(AriaRole.Dialog).GetByText("Download", new() { Exact = true }).ClickAsync()
        );
        var archive = Path.Combine(AppContext.BaseDirectory, $"{trace.GetHashCode():x}.zip");
        await download.SaveAsAsync(archive);

        await Page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync();
        await Button("Clear data…").ClickAsync();
        await Page.GetByRole(AriaRole.Dialog).GetByText("Clear", new() { Exact = true }).ClickAsync();
        await GoAsync(trace);
        await Expect(Page.GetByTestId("empty")).ToBeVisibleAsync();

        await GoAsync("/runs");
        await Page.Locator("input[type=file]").SetInputFilesAsync(archive);
        await Expect(Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Imported" })).ToBeVisibleAsync();
        await Page.GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "imported" })
            .First.GetByRole(AriaRole.Button, new() { Name = "Open" })
            .ClickAsync();
        await Expect(Page).ToHaveURLAsync(RunParameter());
        var run = RunParameter().Match(Page.Url).Groups[1].Value;
        await GoAsync($"{trace}?run={run}");
        await Expect(Page.GetByTestId("trace-facts")).ToContainTextAsync("catalog");
        (await FactsAsync()).ShouldBe(facts);
        File.Delete(archive);
    }

    /// <summary>Asks for a product in a trace that is ours to name; the page of that trace.</summary>
    private async Task<string> LookAsync(int product)
    {
        var trace = Guid.NewGuid().ToString("n");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/products/{product}");
        request.Headers.Add("traceparent", $"00-{trace}-{trace[..16]}-01");
        (await Stage.Graph.Gateway.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode().Dispose();
        return $"/traces/{trace}";
    }

    private Task<string> FactsAsync() => Page.GetByTestId("trace-facts").InnerTextAsync();

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [GeneratedRegex("[?&]run=([^&]+)")]
    private static partial Regex RunParameter();
}
