using System.Text.Json.Nodes;
using Platform.Mocks.PaymentGateway.Payments;
using Platform.Mocks.PaymentGateway.Webhooks;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>What a test may ask of the gateway beside the stubs.</summary>
public static class AdminEndpoints
{
    public static void MapGatewayAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(
            "/__admin/payments",
            (PaymentLedger ledger, int limit = 100) => new JsonArray([.. ledger.Newest(limit).Select(PaymentJson.Write)])
        );
        routes.MapDelete(
            "/__admin/payments",
            (PaymentLedger ledger, IdempotencyKeys keys, WebhookLog log) =>
            {
                ledger.Clear();
                keys.Clear();
                log.Clear();
            }
        );
        routes.MapGet(
            "/__admin/webhooks",
            (WebhookLog log, int limit = 100) => new JsonArray([.. log.Newest(limit).Select(delivery => delivery.ToJson())])
        );
    }
}
