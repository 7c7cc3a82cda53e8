using Browser.Tests.Support;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests;

public sealed class TabsTests(Stage stage) : BrowserTest(stage)
{
    /// <summary>Six connections are what a browser opens to one origin: a dashboard that kept one open for each tab would hang the seventh.</summary>
    [Fact]
    public async Task Seven_tabs_stay_live()
    {
        await LogInAsync();
        var tabs = new List<IPage> { Page };
        while (tabs.Count < 7)
        {
            tabs.Add(await OpenAsync());
        }
        foreach (var tab in tabs)
        {
            await tab.GotoAsync(new Uri(Stage.Link, "/traces?q=name%3A%22%2Fapi%2Fv1%2Fauth%2Fregister%22").ToString());
            await Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Traces");
        }
        var before = await Task.WhenAll(tabs.Select(SequenceAsync));

        await Shopper.RegisterAsync(Stage.Graph.Gateway);

        for (var tab = 0; tab < tabs.Count; tab++)
        {
            await tabs[tab].BringToFrontAsync();
            await tabs[tab].WaitForFunctionAsync("before => Number(document.documentElement.dataset.seq) > before", before[tab]);
            await Expect(tabs[tab].GetByRole(AriaRole.Row).Filter(new() { HasText = "POST /api/v1/auth" }).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task A_trace_id_pasted_anywhere_opens_the_trace()
    {
        await LogInAsync();
        await GoAsync("/resources");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Resources");
        const string Id = "0af7651916cd43dd8448eb211c80319c";
        await Page.EvaluateAsync(
            "id => { const data = new DataTransfer(); data.setData('text/plain', id); document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); }",
            Id
        );
        await Assertions.Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(Id));
    }

    private static async Task<int> SequenceAsync(IPage tab)
    {
        await tab.WaitForFunctionAsync("() => document.documentElement.dataset.seq !== undefined");
        return await tab.EvaluateAsync<int>("Number(document.documentElement.dataset.seq)");
    }
}
