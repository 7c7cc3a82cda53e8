using System.Net;
using System.Net.Http.Json;

namespace Platform.Mocks.Tests.PaymentGateway;

public class StubOverlayTests
{
    [Fact]
    public async Task A_stub_wins_over_the_built_in_answer_for_what_it_matches_only()
    {
        await using var gateway = await Gateway.StartAsync();
        var (stubbed, _) = await gateway.PostAsync(
            "/__admin/mappings",
            new
            {
                request = new
                {
                    urlPath = "/v1/payments/confirm",
                    bodyPatterns = new[] { new { matchesJsonPath = new { expression = "$.orderId", equalTo = "order-0002" } } },
                },
                response = new { status = 500, jsonBody = new { code = "STUBBED" } },
            }
        );
        var first = await gateway.OpenAsync("order-0001");
        var second = await gateway.OpenAsync("order-0002");

        var ordinary = await gateway.ConfirmAsync(first, "order-0001");
        var stub = await gateway.ConfirmAsync(second, "order-0002");

        stubbed.ShouldBe(201);
        (ordinary.Status, (string?)ordinary.Body["status"]).ShouldBe((200, "DONE"));
        (stub.Status, (string?)stub.Body["code"]).ShouldBe((500, "STUBBED"));
        var count = await gateway.PostAsync("/__admin/requests/count", new { urlPath = "/v1/payments/confirm" });
        ((int)count.Body["count"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Health_answers_even_when_everything_is_broken()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.Shop.PutAsJsonAsync("/__admin/faults", new { status = 503 }, TestContext.Current.CancellationToken);

        using var health = await gateway.Shop.GetAsync("/health", TestContext.Current.CancellationToken);
        using var alive = await gateway.Shop.GetAsync("/alive", TestContext.Current.CancellationToken);
        using var payments = await gateway.Shop.GetAsync("/v1/payments/x", TestContext.Current.CancellationToken);

        (health.StatusCode, alive.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        payments.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }
}
