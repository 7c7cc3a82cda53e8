using System.Text.Json;
using Channels.Malls.Byeol;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.ServiceDefaults.Problems;

namespace Channels.Apis;

/// <summary>Where malls tell of what has happened there. Believed is what is signed, recent and new; answered is what is committed.</summary>
internal static class WebhookApi
{
    public const string Byeol = "/api/v1/channels/webhooks/byeol";

    private const int MaxBody = 256 * 1024;

    public static void MapWebhooks(this IEndpointRouteBuilder app) =>
        app.MapPost(Byeol, ReceiveAsync)
            .WithTags("Webhooks")
            .ProducesProblem(400)
            .ProducesProblem(401)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));

    private static async Task<Results<NoContent, ProblemHttpResult>> ReceiveAsync(
        HttpRequest request,
        ByeolWebhooks webhooks,
        ByeolOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var bytes = body.ToArray();
        string? Header(string name) => request.Headers[name] is [{ Length: > 0 } value] ? value : null;
        var signed = new ByeolSigned(
            Header(ByeolSignature.AccessKeyHeader),
            Header(ByeolSignature.TimestampHeader),
            Header(ByeolSignature.NonceHeader),
            Header(ByeolSignature.SignatureHeader)
        );
        // As it was sent, undecoded: that is what is signed.
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var query = target.Length > 1 ? target[1] : "";
        if (ByeolSignature.Refuse(signed, options, request.Method, target[0], query, bytes, time.GetUtcNow()) is { } refused)
            return Problem.Of(StatusCodes.Status401Unauthorized, "The webhook is not signed as it should be.", refused);
        if (Parse(bytes) is not { } told)
            return Problem.Of(StatusCodes.Status400BadRequest, "Not a webhook: no event.", "bad_webhook");
        return await webhooks.ReceiveAsync(signed.Nonce!, told, cancellationToken)
            ? TypedResults.NoContent()
            : Problem.Of(StatusCodes.Status401Unauthorized, "This call was received before.", "nonce_reused");
    }

    private static ByeolEvent? Parse(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ByeolJson.Default.ByeolEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
