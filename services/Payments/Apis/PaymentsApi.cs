using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Payments.Charging;
using Payments.Refunds;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Payments.Apis;

internal static class PaymentsApi
{
    public static void MapPayments(this WebApplication app)
    {
        var payments = app.MapGroup("/api/v1/payments").RequireAuthorization().WithTags("Payments").ProducesProblem(401);
        payments
            .MapPost("/", CreatePayment)
            .ProducesProblem(402)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422)
            .ProducesProblem(503);
        payments.MapGet("/{id:guid}", GetPayment).ProducesProblem(404);
    }

    private static async Task<Results<Created<Payment>, Accepted<Payment>, ValidationProblem, ProblemHttpResult>> CreatePayment(
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        CreatePayment body,
        ClaimsPrincipal user,
        PaymentStore store,
        PaymentFlow flow,
        RefundStore refunds,
        CancellationToken cancellationToken
    )
    {
        var validation = body.Validate().Check(IdempotencyKey.IsValid(idempotencyKey), IdempotencyKey.Header, IdempotencyKey.Requirement);
        if (validation.Failed)
            return validation.ToProblem();
        var payment = await store.ClaimAsync(body.ToRow(user.Id(), idempotencyKey!), cancellationToken);
        if (payment.Fingerprint != body.Fingerprint)
            return Problem.Of(422, "This Idempotency-Key was used for another payment.", "idempotency_key_reused");
        var location = $"/api/v1/payments/{payment.Id}";
        if (payment.Status == PaymentStatus.Created)
        {
            if (await flow.PayAsync(payment, body.Card?.Digits, cancellationToken) is not { } further)
                return TypedResults.Accepted(location, payment.ToPayment([]));
            payment = further;
        }
        return payment.Status switch
        {
            PaymentStatus.Failed => NotPaid(payment),
            PaymentStatus.Created => Problem.Of(503, "Nothing was charged yet. Repeat with the same Idempotency-Key.", "try_again"),
            PaymentStatus.Confirming or PaymentStatus.Unknown => TypedResults.Accepted(location, payment.ToPayment([])),
            _ => TypedResults.Created(location, payment.ToPayment(await refunds.ListAsync(payment.Id, cancellationToken))),
        };
    }

    private static async Task<Results<Ok<Payment>, ProblemHttpResult>> GetPayment(
        Guid id,
        ClaimsPrincipal user,
        PaymentStore store,
        RefundStore refunds,
        CancellationToken cancellationToken
    )
    {
        if (await store.FindAsync(id, cancellationToken) is not { } payment || payment.UserId != user.Id())
            return Problem.NotFound($"You have no payment {id}.");
        return TypedResults.Ok(payment.ToPayment(await refunds.ListAsync(id, cancellationToken)));
    }

    private static ProblemHttpResult NotPaid(PaymentRow payment) =>
        TypedResults.Problem(
            payment.FailureMessage,
            statusCode: payment.FailureStatus,
            extensions: [new("code", payment.FailureCode), new("paymentId", payment.Id)]
        );
}
