using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests;

public sealed partial class ArchiveTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task What_is_exported_wiped_and_imported_shows_the_same_screens()
    {
        var shopper = await Shopper.RegisterAsync(Stage.Graph.Gateway);
        await shopper.OrderAsync(productId: 3);
        await LogInAsync();
        await GoAsync("/traces?q=name%3A%22POST%20%2Fapi%2Fv1%2Forders%22");
        await Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "orders" }).First.ClickAsync();
        await Expect(Page).ToHaveURLAsync(TraceAddress());
        var trace = TraceAddress().Match(Page.Url).Value;
        await Expect(Page.GetByTestId("trace-facts")).ToContainTextAsync("ordering");
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
        await Expect(Page.GetByTestId("trace-facts")).ToContainTextAsync("ordering");
        (await FactsAsync()).ShouldBe(facts);
        File.Delete(archive);
    }

    private Task<string> FactsAsync() => Page.GetByTestId("trace-facts").InnerTextAsync();

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    [GeneratedRegex("/traces/[0-9a-f]{32}")]
    private static partial Regex TraceAddress();

    [GeneratedRegex("[?&]run=([^&]+)")]
    private static partial Regex RunParameter();
}
