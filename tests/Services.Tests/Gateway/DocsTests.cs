using System.Net;
using System.Text.Json.Nodes;
using Gateway;
using Services.Tests.Catalog;
using Services.Tests.Support;

namespace Services.Tests.Gateway;

public sealed class DocsTests(CatalogReplicas catalog) : IClassFixture<CatalogReplicas>
{
    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere_and_lists_the_services()
    {
        await using var gateway = await StartAsync();
        var page = await gateway.Client.GetStringAsync("/docs");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldContain("/docs/app.js");
        (await gateway.Client.GetStringAsync("/docs/app.js")).ShouldContain("/openapi/");
        (await gateway.Client.GetStringAsync("/docs/style.css")).ShouldNotBeEmpty();
        var services = (await gateway.GetAsync("/docs/services.json")).Body!.AsArray().Select(name => (string)name!);
        services.ShouldBe(["users", "catalog", "search", "ordering", "payments", "channels", "files"]);
    }

    [Fact]
    public async Task A_services_operations_come_through_the_gateway_without_the_internal_ones()
    {
        await using var gateway = await StartAsync();
        var document = await gateway.GetAsync("/openapi/catalog.json");
        document.Status.ShouldBe(HttpStatusCode.OK);
        var paths = document.Body!["paths"]!.AsObject();
        paths.Select(path => path.Key).ShouldBe(["/api/v1/products", "/api/v1/products/{id}", "/api/v1/categories"], ignoreOrder: true);
        var names = paths["/api/v1/products"]!["get"]!["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!);
        names.ShouldBe(["category", "q", "minPrice", "maxPrice", "inStock", "sort", "page", "pageSize"], ignoreOrder: true);
        ((string)document.Body["servers"]!.AsArray().OfType<JsonNode>().First()["url"]!).ShouldStartWith(gateway.Url);
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(GatewayApp.Build, $"services:catalog:http:0={catalog.One.Url}");
}
