using Microsoft.Playwright;

namespace Browser.Tests.Support;

/// <summary>A test in a browser context of its own. When it fails, a screenshot and the graph's state stand beside its output; errors of pages fail it.</summary>
[Collection(StageTests.Name)]
public abstract class BrowserTest(Stage stage) : IAsyncLifetime
{
    protected static readonly float Patience = 30_000;

    private readonly List<string> complaints = [];

    protected Stage Stage => stage;

    protected IBrowserContext Context { get; private set; } = null!;

    protected IPage Page { get; private set; } = null!;

    protected virtual BrowserNewContextOptions? Options => null;

    public async ValueTask InitializeAsync()
    {
        Context = await stage.ContextAsync(Options);
        Context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        Page = await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Context is null)
        {
            return;
        }
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            var picture = Path.Combine(AppContext.BaseDirectory, "failures", $"{TestContext.Current.TestMethod?.MethodName}.png");
            await Page.ScreenshotAsync(new() { Path = picture });
            var output = TestContext.Current.TestOutputHelper!;
            output.WriteLine($"{Page.Url}\nSee {picture}");
            output.WriteLine(await stage.Graph.DescribeAsync());
        }
        await Context.DisposeAsync();
        complaints.ShouldBeEmpty();
    }

    /// <summary>One more tab; what it complains of fails the test.</summary>
    protected async Task<IPage> OpenAsync()
    {
        var page = await Context.NewPageAsync();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A request that failed is told by Chromium itself; pages tell people in their own words.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        return page;
    }

    /// <summary>Opens the link that <c>./up</c> prints, and stands on the overview.</summary>
    protected async Task LogInAsync()
    {
        await Page.GotoAsync(Stage.Link.ToString());
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Overview");
    }

    /// <summary>A page of the dashboard by its path.</summary>
    protected Task GoAsync(string path) => Page.GotoAsync(new Uri(Stage.Link, path).ToString());

    /// <summary>A picture for people: the documentation's are taken from these.</summary>
    protected Task PictureAsync(string name) =>
        Page.ScreenshotAsync(
            new() { Path = Path.Combine(AppContext.BaseDirectory, "pictures", $"{name}.png"), Animations = ScreenshotAnimations.Disabled }
        );

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);
}
