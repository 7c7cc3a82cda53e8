using Catalog.Data;
using Catalog.Stock;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Problems;

namespace Catalog.Apis;

/// <summary>Stock for Ordering. The gateway routes nothing under /internal.</summary>
internal static class StockApi
{
    private const string Path = "/internal/stock/reservations";

    public static void MapStock(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Path).ExcludeFromDescription();
        api.MapPost("/", ReserveAsync);
        api.MapGet("/{orderId:guid}", GetAsync);
        api.MapPost("/{orderId:guid}/confirm", ConfirmAsync);
        api.MapDelete("/{orderId:guid}", ReleaseAsync);
    }

    private static async Task<Results<Created<Reservation>, Ok<Reservation>, ValidationProblem, ProblemHttpResult>> ReserveAsync(
        ReservationRequest request,
        StockStore stock,
        ReservationExpiry expiry,
        ProductCache products,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var validation = Validate(request, time.GetUtcNow());
        if (validation.Failed)
        {
            return validation.ToProblem();
        }

        var items = request.Items ?? [];
        var expiresAt = request.ExpiresAt.ToUniversalTime();
        var result = await stock.ReserveAsync(request.OrderId, items, expiresAt, cancellationToken);
        if (result is ReserveResult.Insufficient && (await expiry.SweepAsync(cancellationToken)).Reservations > 0)
        {
            // What nobody will pay for any more must not make anybody go without.
            result = await stock.ReserveAsync(request.OrderId, items, expiresAt, cancellationToken);
        }
        if (result is ReserveResult.Made made)
        {
            expiry.Expect(expiresAt);
            await products.StockChangedAsync(made.Reservation.Items.Select(item => item.ProductId));
            return TypedResults.Created($"{Path}/{request.OrderId}", made.Reservation);
        }
        return result is ReserveResult.Repeated repeated ? TypedResults.Ok(repeated.Reservation) : Refuse(result);
    }

    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> GetAsync(
        Guid orderId,
        StockStore stock,
        CancellationToken cancellationToken
    ) => await stock.FindAsync(orderId, cancellationToken) is { } reservation ? TypedResults.Ok(reservation) : NoReservation(orderId);

    private static async Task<Results<Ok<Reservation>, ProblemHttpResult>> ConfirmAsync(
        Guid orderId,
        StockStore stock,
        CancellationToken cancellationToken
    ) =>
        await stock.ConfirmAsync(orderId, cancellationToken) switch
        {
            null => NoReservation(orderId),
            { Status: ReservationStatus.Confirmed } reservation => TypedResults.Ok(reservation),
            { Status: var status } => Refuse(new ReserveResult.Closed(status)),
        };

    private static async Task<NoContent> ReleaseAsync(
        Guid orderId,
        StockStore stock,
        ProductCache products,
        CancellationToken cancellationToken
    )
    {
        await products.StockChangedAsync(await stock.ReleaseAsync(orderId, cancellationToken));
        return TypedResults.NoContent();
    }

    private static Validation Validate(ReservationRequest request, DateTimeOffset now)
    {
        var items = request.Items ?? [];
        var validation = new Validation()
            .Check(request.OrderId != Guid.Empty, "orderId", "The order's id is missing.")
            .Check(request.ExpiresAt > now, "expiresAt", "The expiry must lie in the future.")
            .Check(items.Count is > 0 and <= 200, "items", "There must be 1 to 200 items.");
        for (var i = 0; i < items.Count; i++)
        {
            validation.Check(items[i].Quantity is >= 1 and <= 1000, $"items[{i}].quantity", "The quantity must be between 1 and 1000.");
        }
        var twice = items.CountBy(item => item.ProductId).FirstOrDefault(count => count.Value > 1);
        return validation.Check(twice.Value == 0, "items", $"Product {twice.Key} stands there more than once.");
    }

    private static ProblemHttpResult NoReservation(Guid orderId) => Problem.NotFound($"Order {orderId} has no reservation.");

    private static ProblemHttpResult Refuse(ReserveResult result) =>
        result switch
        {
            ReserveResult.Insufficient lacks => Conflict(
                "insufficient_stock",
                $"'{lacks.Name}' (product {lacks.ProductId}): {lacks.Requested} asked for, {lacks.Available} left.",
                new("productId", lacks.ProductId),
                new("requested", lacks.Requested),
                new("available", lacks.Available)
            ),
            ReserveResult.UnknownProduct unknown => Conflict(
                "product_not_found",
                $"There is no product {unknown.ProductId}.",
                new KeyValuePair<string, object?>("productId", unknown.ProductId)
            ),
            ReserveResult.Closed closed => Conflict(
                "reservation_closed",
                $"The order's reservation is {closed.Status}.",
                new KeyValuePair<string, object?>("reservationStatus", closed.Status)
            ),
            _ => Conflict("reservation_conflict", "The order has a reservation for other items."),
        };

    private static ProblemHttpResult Conflict(string code, string detail, params KeyValuePair<string, object?>[] more) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, extensions: [new("code", code), .. more]);
}
