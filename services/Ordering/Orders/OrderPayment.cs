using Npgsql;

namespace Ordering.Orders;

/// <summary>
/// What Payments tells of an order: <c>begin</c>, <c>withdraw</c> (nothing was charged, another payment may begin), <c>paid</c>, <c>failed</c>,
/// <c>refunded</c> (in full). <c>begin</c> names the shopper. All but <c>begin</c> come as events too, see <see cref="PaymentOutcomes"/>.
/// </summary>
public sealed record PaymentStep(Guid PaymentId, string Action, string? UserId = null);

/// <summary>The order after a step, for Payments: what is to be paid is decided here.</summary>
public sealed record OrderToPay(Guid OrderId, string UserId, string Status, long Total, string Name, Guid? PaymentId);

/// <summary>Lets one payment at a time hold an order: what begins is ended by the same payment, and each step may be told again.</summary>
internal sealed class OrderPayment(NpgsqlDataSource database, OrderMoves moves)
{
    private static readonly Dictionary<string, (string From, string To)> Steps = new()
    {
        ["begin"] = (OrderStatus.Pending, OrderStatus.Paying),
        ["withdraw"] = (OrderStatus.Paying, OrderStatus.Pending),
        ["paid"] = (OrderStatus.Paying, OrderStatus.Paid),
        ["failed"] = (OrderStatus.Paying, OrderStatus.Failed),
        ["refunded"] = (OrderStatus.Paid, OrderStatus.Refunded),
    };

    public static bool IsKnown(string action) => Steps.ContainsKey(action);

    /// <summary>Whether the order is now where the step leads, by this payment: at once, or since an earlier telling.</summary>
    public static bool IsDone(PaymentStep step, OrderRow order) =>
        step.Action == "withdraw"
            ? order.PaymentId != step.PaymentId
            : order.Status == Steps[step.Action].To && order.PaymentId == step.PaymentId;

    public async Task TryAsync(Guid orderId, PaymentStep step, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await TryAsync(transaction, orderId, step, cancellationToken))
            await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Takes the step within the caller's transaction; false where the order is not (any more) where it starts.</summary>
    public async Task<bool> TryAsync(NpgsqlTransaction transaction, Guid orderId, PaymentStep step, CancellationToken cancellationToken)
    {
        var (from, to) = Steps[step.Action];
        return await moves.TryAsync(transaction, new(orderId, from, to, step.PaymentId), cancellationToken) is not null;
    }
}
