using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>Every page, over a graph that works, in both themes: it shows what it is for, complains of nothing, and bars nobody.</summary>
public sealed class PagesTests(Stage stage) : BrowserTest(stage)
{
    public static TheoryData<string, string> Pages =>
        new()
        {
            { "/", "Overview" },
            { "/resources", "Resources" },
            { "/console", "Console logs" },
            { "/logs", "Structured logs" },
            { "/traces", "Traces" },
            { "/metrics", "Metrics" },
            { "/inspector", "Inspector" },
            { "/objectives", "Objectives and alarms" },
            { "/explorers", "Explorers" },
            { "/runs", "Runs" },
            { "/settings", "Settings" },
        };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_opens_in_both_themes_and_is_accessible(string path, string heading)
    {
        await LogInAsync();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await GoAsync(path);
            await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
            await Page.WaitForFunctionAsync("() => document.documentElement.dataset.seq !== undefined");
            await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
            await PictureAsync($"{heading.ToLowerInvariant().Replace(' ', '-')}-{scheme}".ToLowerInvariant());
            (await Axe.ViolationsAsync(Page)).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_a_phone(string path, string heading)
    {
        await Page.SetViewportSizeAsync(400, 800);
        await LogInAsync();
        await GoAsync(path);
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(400);
    }
}
