using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ordering.Carts;
using Ordering.Orders;
using Platform.ServiceDefaults.Problems;
using Platform.Services;

namespace Ordering.Apis;

/// <summary>The lines to order; without them, what is in the cart.</summary>
public sealed record CreateOrder(IReadOnlyList<OrderLine>? Items = null);

internal static class OrdersApi
{
    public static void MapOrders(this WebApplication app)
    {
        var orders = app.MapGroup("/api/v1/orders").RequireAuthorization().WithTags("Orders").ProducesProblem(401);
        orders.MapPost("/", CreateOrder).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503);
        orders.MapGet("/", ListOrders);
        orders.MapGet("/{id:guid}", GetOrder).ProducesProblem(404);
        orders.MapPost("/{id:guid}/cancel", CancelOrder).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503);
    }

    private static async Task<Results<Created<Order>, ValidationProblem, ProblemHttpResult>> CreateOrder(
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        CreateOrder? body,
        ClaimsPrincipal user,
        CartStore carts,
        OrderPlacement placement,
        CancellationToken cancellationToken
    )
    {
        if (!IdempotencyKey.IsValid(idempotencyKey))
            return Problem.Invalid(IdempotencyKey.Header, IdempotencyKey.Requirement);
        if (body?.Items is not null && OrderLines.Validate(body.Items) is { Failed: true } wrong)
            return wrong.ToProblem();
        var fingerprint = IdempotencyKey.Fingerprint(OrderLines.Describe(body?.Items));
        if (await placement.ResumeAsync(user.Id(), idempotencyKey!, fingerprint, cancellationToken) is { } earlier)
            return Answer(earlier);

        var lines = body?.Items ?? (await carts.GetAsync(user.Id())).Items;
        if (body?.Items is null && lines.Count == 0)
            return Problem.Invalid("items", "are missing and the cart is empty.");
        var placed = await placement.PlaceAsync(
            user.Id(),
            idempotencyKey!,
            fingerprint,
            lines,
            fromCart: body?.Items is null,
            cancellationToken
        );
        return Answer(placed);
    }

    private static Results<Created<Order>, ValidationProblem, ProblemHttpResult> Answer(Placement placed) =>
        placed switch
        {
            { Order: { } order } => TypedResults.Created($"/api/v1/orders/{order.Id}", order),
            { Refusal: { } refusal } => Refused(refusal),
            { KeyReused: true } => Problem.Of(422, "This Idempotency-Key was used for another order.", "idempotency_key_reused"),
            _ => Problem.Of(503, "The stock could not be reserved just now. Repeat with the same Idempotency-Key.", "try_again"),
        };

    internal static ProblemHttpResult Refused(Stock.StockRefusal refusal)
    {
        var members = new Dictionary<string, object?> { ["code"] = refusal.Code ?? "refused" };
        if (refusal.ProductId is { } productId)
            members["productId"] = productId;
        if (refusal.Available is { } available)
            members["available"] = available;
        return TypedResults.Problem(refusal.Detail, statusCode: StatusCodes.Status409Conflict, extensions: members);
    }

    private static async Task<Results<Ok<OrderPage>, ValidationProblem>> ListOrders(
        ClaimsPrincipal user,
        OrderStore orders,
        CancellationToken cancellationToken,
        int page = 1,
        int pageSize = 20
    )
    {
        var validation = new Validation()
            .Check(page is >= 1 and <= 1_000_000, "page", "must be from 1 to 1000000.")
            .Check(pageSize is >= 1 and <= 100, "pageSize", "must be from 1 to 100.");
        if (validation.Failed)
            return validation.ToProblem();
        return TypedResults.Ok(await orders.ListAsync(user.Id(), page, pageSize, cancellationToken));
    }

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> GetOrder(
        Guid id,
        ClaimsPrincipal user,
        OrderStore orders,
        CancellationToken cancellationToken
    ) => await orders.FindAsync(user.Id(), id, cancellationToken) is { } order ? TypedResults.Ok(order) : NotFound(id);

    private static async Task<Results<Ok<Order>, ProblemHttpResult>> CancelOrder(
        Guid id,
        ClaimsPrincipal user,
        OrderCancellation cancellation,
        CancellationToken cancellationToken
    ) =>
        await cancellation.CancelAsync(user.Id(), id, cancellationToken) switch
        {
            null => NotFound(id),
            { Status: OrderStatus.Cancelled or OrderStatus.Refunded } order => TypedResults.Ok(order),
            { Status: OrderStatus.Paying } => Problem.Conflict("The order is being paid. Try again when that is decided.", "being_paid"),
            { Status: OrderStatus.Paid } => Problem.Of(
                503,
                "The payment is not given back yet. Try again, or wait for the news.",
                "try_again"
            ),
            { Status: var status } => Problem.Conflict($"The order is {status} and holds nothing to cancel.", "not_cancellable"),
        };

    private static ProblemHttpResult NotFound(Guid id) => Problem.NotFound($"You have no order {id}.");
}
