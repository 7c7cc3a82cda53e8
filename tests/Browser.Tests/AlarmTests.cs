using Browser.Tests.Support;
using Microsoft.Playwright;
using Platform.Tests.Support;

namespace Browser.Tests;

public sealed class AlarmTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task An_alarm_comes_up_on_screen_when_the_payment_gateway_is_slow()
    {
        await LogInAsync();
        await GoAsync("/objectives?view=alarms");
        await Stage.SwitchAsync("mock-answer-slowly");
        try
        {
            var shopper = await Shopper.RegisterAsync(Stage.Graph.Gateway);
            await shopper.PayAsync((await shopper.OrderAsync(productId: 2)).Text("id"));

            var alarm = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "payment-gateway" }).First;
            await Expect(alarm).ToContainTextAsync("Firing");
            await Expect(alarm).ToContainTextAsync("p99");
            await PictureAsync("alarm-light");
        }
        finally
        {
            await Stage.SwitchAsync("mock-answer-normally");
        }
    }
}
