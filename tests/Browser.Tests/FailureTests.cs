using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests;

/// <summary>What the dashboard is for: why did an order fail?</summary>
public sealed partial class FailureTests(Stage stage) : BrowserTest(stage)
{
    private int clicks;

    [Fact]
    public async Task Why_an_order_failed_is_found_in_four_clicks()
    {
        await Stage.SwitchAsync("mock-answer-500");
        try
        {
            var shopper = await Shopper.RegisterAsync(Stage.Graph.Gateway);
            var order = await shopper.OrderAsync(productId: 1);
            ((int)(await shopper.PayAsync(order.Text("id"))).Status).ShouldBeGreaterThanOrEqualTo(500);

            await LogInAsync();
            var failure = Page.GetByTestId("failure").Filter(new() { HasText = "payment-gateway" }).First;
            await Expect(failure).ToContainTextAsync("payments");
            await Expect(failure).ToContainTextAsync("answers 500");
            await PictureAsync("failing-light");

            await ClickAsync(failure.GetByRole(AriaRole.Link).First);
            await Expect(Page).ToHaveURLAsync(TraceAddress());
            var span = Page.GetByRole(AriaRole.Region, new() { Name = "Span" });
            await Expect(span).ToContainTextAsync("payment-gateway");
            await Expect(span).ToContainTextAsync("500");
            await PictureAsync("trace-light");

            await ClickAsync(Page.GetByTestId("trace-logs"));
            await ClickAsync(Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "payments" }).First);
            await Expect(Page.GetByRole(AriaRole.Region).Filter(new() { HasText = "payments" }).Last).ToContainTextAsync("PROVIDER_ERROR");
            clicks.ShouldBeLessThanOrEqualTo(4);
        }
        finally
        {
            await Stage.SwitchAsync("mock-answer-normally");
        }
    }

    private Task ClickAsync(ILocator target)
    {
        clicks++;
        return target.ClickAsync();
    }

    [GeneratedRegex("/traces/[0-9a-f]{32}")]
    private static partial Regex TraceAddress();
}
