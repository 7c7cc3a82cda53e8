using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>The storefront as a shopper uses it, and what a developer sees of that very click.</summary>
public sealed partial class ShopTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task What_is_bought_in_the_shop_is_followed_to_its_trace_and_on_the_map()
    {
        await Page.GotoAsync(Stage.Shop.ToString());
        await Page.GetByRole(AriaRole.Combobox, new() { Name = "Search products" }).FillAsync("laptop");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("laptop");
        await Expect(Page.Locator("[data-product]").First).ToBeVisibleAsync();
        await PictureAsync("shop");
        await Page.Locator("[data-product] a").First.ClickAsync();
        await Button("Add to cart").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Cart" }).First.ClickAsync();
        await Page.GetByText("Sign in to check out").Or(Page.GetByText("Check out", new() { Exact = true })).First.ClickAsync();
        await Button("shopper1@example.com").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Checkout");
        await Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();

        // The payment window is the payment gateway's own page.
        await Page.Locator("#cardNumber").FillAsync("4242 4242 4242 4242");
        await PictureAsync("payment-window");
        await Page.Locator("button.pay").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Thank you for your order");

        var trace = await Page.Locator(".ribbon code").InnerTextAsync();
        await LogInAsync();
        await GoAsync($"/traces/{trace}");
        foreach (var resource in new[] { "storefront", "gateway", "ordering", "payments", "payment-gateway", "postgres" })
        {
            await Expect(Page.GetByRole(AriaRole.Main)).ToContainTextAsync(resource);
        }
        await GoAsync("/");
        var map = Page.GetByTestId("service-map");
        await Expect(map).ToContainTextAsync("storefront");
        await Expect(map).ToContainTextAsync("payment-gateway");
        await Page.SetViewportSizeAsync(1280, 1120);
        await PictureAsync("overview-map-light");
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await PictureAsync("overview-map-dark");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=%EB%85%B8%ED%8A%B8%EB%B6%81")]
    [InlineData("/cart")]
    [InlineData("/login")]
    public async Task The_shop_is_accessible_and_fits_a_phone(string path)
    {
        await Page.SetViewportSizeAsync(400, 800);
        await Page.GotoAsync(new Uri(Stage.Shop, path).ToString());
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        (await Axe.ViolationsAsync(Page)).ShouldBeEmpty();
        (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(400);
    }

    private ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    [GeneratedRegex("^Pay ")]
    private static partial Regex Pay();
}
