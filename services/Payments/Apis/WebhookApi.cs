using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Payments.Webhooks;
using Platform.ServiceDefaults.Problems;

namespace Payments.Apis;

internal static class WebhookApi
{
    private const string Prefix = "tosspayments-webhook-";
    private const int MaxBody = 64 * 1024;

    public static void MapWebhook(this WebApplication app) =>
        app.MapPost("/api/v1/payments/webhooks/pg", ReceiveAsync)
            .WithTags("Webhooks")
            .ProducesProblem(400)
            .ProducesProblem(401)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBody));

    private static async Task<Results<NoContent, ProblemHttpResult>> ReceiveAsync(
        HttpRequest request,
        WebhookInbox inbox,
        PaymentsOptions options,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.ToArray();
        string? Header(string name) => request.Headers[Prefix + name];
        if (!WebhookSignature.IsValid(Header("signature"), bytes, Header("transmission-time"), options.WebhookSecret))
            return Problem.Of(StatusCodes.Status401Unauthorized, "The signature does not match the body.", "bad_signature");
        if (Header("transmission-id") is not { Length: > 0 and <= 200 } id || Parse(bytes) is not { } received)
            return Problem.Of(StatusCodes.Status400BadRequest, "Not a webhook: no transmission id, or no event.", "bad_webhook");
        await inbox.ReceiveAsync(id, received, cancellationToken);
        return TypedResults.NoContent();
    }

    private static WebhookEvent? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, PaymentsJson.Default.WebhookEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
