using Aspire.Hosting.Testing;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests.Support;

/// <summary>One graph with its dashboard and one browser for all tests, which take turns.</summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly string? s_chromium = new[]
    {
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    private IPlaywright? playwright;
    private IBrowser? browser;
    private Graph? graph;

    public Graph Graph => graph ?? throw new InvalidOperationException("It is not started.");

    /// <summary>The link that <c>./up</c> prints.</summary>
    public Uri Link { get; private set; } = null!;

    /// <summary>Where the shop is.</summary>
    public Uri Shop => Graph.App.GetEndpoint("storefront", "http");

    public async ValueTask InitializeAsync()
    {
        if (s_chromium is null)
        {
            return;
        }
        playwright = await Playwright.CreateAsync();
        var opening = playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = s_chromium,
                // As root there is no sandbox to be had; the rest keeps the browser from looking for the world outside.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                ],
            }
        );
        graph = await Graph.StartAsync(new() { EnableDashboard = true }, ForTests);
        await Graph.App.ResourceNotifications.WaitForResourceHealthyAsync("storefront").WaitAsync(Graph.Patience);
        Link = await Graph.App.GetDashboardUrlAsync();
        browser = await opening;
    }

    /// <summary>A browser of a test's own: no storage, no cookies, no cache of another.</summary>
    public async Task<IBrowserContext> ContextAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(
            s_chromium is not null,
            "No chromium here: nothing of what browsers show was proved. Install it: apt-get install chromium"
        );
        return await browser!.NewContextAsync(
            options
                ?? new()
                {
                    Locale = "en-US",
                    ViewportSize = new() { Width = 1280, Height = 800 },
                }
        );
    }

    /// <summary>Switches the payment gateway's mock as the dashboard's commands do.</summary>
    public async Task SwitchAsync(string command) =>
        (
            await Graph.App.ResourceCommands.ExecuteCommandAsync("payment-gateway", command, TestContext.Current.CancellationToken)
        ).Success.ShouldBeTrue();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
        if (graph is not null)
        {
            await graph.DisposeAsync();
        }
    }

    private static void ForTests(IDistributedApplicationTestingBuilder builder)
    {
        // An alert that wants five minutes of trouble has had enough after one second.
        builder.Configuration["Dashboard:Alarms:LongestFor"] = "00:00:01";
        builder
            // All tests are one client: their address.
            .Set("gateway", "RateLimit__Permits", "100000")
            // Shoppers register; what a hash costs is not under test.
            .Set("users", "Tokens__PasswordIterations", "1000")
            // A mock that was told to fail leaves no circuit open behind it for the next test.
            .Set("payments", "Resilience__payment-gateway__MinimumThroughput", "1000000");
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StageTests : ICollectionFixture<Stage>
{
    public const string Name = "stage";
}
