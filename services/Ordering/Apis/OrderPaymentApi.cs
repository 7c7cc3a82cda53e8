using Microsoft.AspNetCore.Http.HttpResults;
using Ordering.Orders;
using Platform.ServiceDefaults.Problems;

namespace Ordering.Apis;

/// <summary>For Payments only: the gateway does not route <c>/internal</c>.</summary>
internal static class OrderPaymentApi
{
    public static void MapOrderPayment(this WebApplication app) =>
        app.MapPost("/internal/orders/{id:guid}/payment", StepOrderPayment).ExcludeFromDescription();

    private static async Task<Results<Ok<OrderToPay>, ValidationProblem, ProblemHttpResult>> StepOrderPayment(
        Guid id,
        PaymentStep body,
        OrderStore orders,
        OrderPayment payment,
        CancellationToken cancellationToken
    )
    {
        if (!OrderPayment.IsKnown(body.Action))
            return Problem.Invalid("action", "must be begin, withdraw, paid, failed or refunded.");
        if (await orders.FindRowAsync(id, cancellationToken) is not { } found || (body.Action == "begin" && body.UserId != found.UserId))
            return Problem.Of(404, $"You have no order {id}.", "order_not_found");
        await payment.TryAsync(id, body, cancellationToken);
        var order = (await orders.FindRowAsync(id, cancellationToken))!;
        if (!OrderPayment.IsDone(body, order))
            return Problem.Conflict(Describe(body, order), "order_not_payable");
        var name = await orders.NameAsync(id, cancellationToken);
        return TypedResults.Ok(new OrderToPay(order.Id, order.UserId, order.Status, order.Total, name, order.PaymentId));
    }

    private static string Describe(PaymentStep step, OrderRow order) =>
        (step.Action, order.Status) switch
        {
            ("begin", OrderStatus.Pending) => "The order has expired and cannot be paid.",
            ("begin", OrderStatus.Paying) => "The order is being paid by another payment.",
            ("begin", _) => $"The order is {order.Status} and cannot be paid.",
            _ => $"The order is {order.Status} and does not take the step '{step.Action}' of this payment.",
        };
}
