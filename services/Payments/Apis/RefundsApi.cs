using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Payments.Charging;
using Payments.Refunds;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Payments.Apis;

/// <summary>How much to give back, in won (without: all that is left), and why.</summary>
public sealed record CancelPayment(long? Amount = null, string? Reason = null);

internal static class RefundsApi
{
    private const string DefaultReason = "Cancelled by the shopper";

    public static void MapRefunds(this WebApplication app)
    {
        app.MapPost("/api/v1/payments/{id:guid}/cancel", CancelPayment)
            .RequireAuthorization()
            .WithTags("Payments")
            .ProducesProblem(401)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
        app.MapPost("/internal/payments/{id:guid}/cancel", CancelPaymentForOrder).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<Payment>, Accepted<Payment>, ValidationProblem, ProblemHttpResult>> CancelPayment(
        Guid id,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        CancelPayment? body,
        ClaimsPrincipal user,
        Refunding refunding,
        CancellationToken cancellationToken
    )
    {
        var validation = new Validation()
            .Check(IdempotencyKey.IsValid(idempotencyKey), IdempotencyKey.Header, IdempotencyKey.Requirement)
            .Check(body?.Amount is null or > 0, "amount", "must be positive.")
            .Check(body?.Reason is null or { Length: > 0 and <= 150 }, "reason", "must be 1 to 150 characters.");
        if (validation.Failed)
            return validation.ToProblem();
        if (await refunding.FindAsync(id, cancellationToken) is not { } payment || payment.UserId != user.Id())
            return Problem.NotFound($"You have no payment {id}.");
        var ended = await refunding.RefundAsync(id, idempotencyKey!, body?.Amount, body?.Reason ?? DefaultReason, cancellationToken);
        return ended switch
        {
            { Refusal: { } refusal } => Problem.Of(refusal.Status, refusal.Message, refusal.Code),
            { IsDecided: true, Payment: { } known } => TypedResults.Ok(known),
            _ => TypedResults.Accepted($"/api/v1/payments/{id}", ended.Payment),
        };
    }

    /// <summary>For Ordering only, when a shopper cancels an order that is paid: everything goes back.</summary>
    private static async Task<Results<Ok<Payment>, Accepted<Payment>, ProblemHttpResult>> CancelPaymentForOrder(
        Guid id,
        Refunding refunding,
        CancellationToken cancellationToken
    )
    {
        if (await refunding.FindAsync(id, cancellationToken) is null)
            return Problem.NotFound($"There is no payment {id}.");
        var ended = await refunding.RefundAsync(id, "order cancelled", null, DefaultReason, cancellationToken);
        return ended switch
        {
            { Refusal: { } refusal } => Problem.Of(refusal.Status, refusal.Message, refusal.Code),
            { IsDecided: true, Payment: { } known } => TypedResults.Ok(known),
            _ => TypedResults.Accepted($"/api/v1/payments/{id}", ended.Payment),
        };
    }
}
