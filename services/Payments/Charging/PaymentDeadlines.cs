using Npgsql;
using Payments.Refunds;
using Platform.Services;

namespace Payments.Charging;

/// <summary>The reconciliation: takes up payments and refunds that somebody began and did not end, because of a time-out or a crash.</summary>
internal sealed class PaymentDeadlines(
    NpgsqlDataSource database,
    PaymentStore payments,
    RefundStore refunds,
    Settlement settlement,
    RefundFlow refundFlow,
    OrderNotices notices,
    GatewayChanges changes,
    Alarm alarm,
    TimeProvider time,
    ILogger<PaymentDeadlines> logger
) : DeadlineWorker(database, alarm, time, logger)
{
    private static readonly Refusal Abandoned = new(
        StatusCodes.Status503ServiceUnavailable,
        "abandoned",
        "The payment stopped before anything was charged. Pay again with a new Idempotency-Key."
    );

    protected override string NextDue => "select least((select min(due_at) from payments), (select min(due_at) from refunds))";

    protected override async Task<int> DoDueAsync(CancellationToken cancellationToken)
    {
        var duePayments = await payments.LeaseDueAsync(cancellationToken);
        var dueRefunds = await refunds.LeaseDueAsync(cancellationToken);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(duePayments, parallel, async (payment, stop) => await AdvanceAsync(payment, stop));
        await Parallel.ForEachAsync(dueRefunds, parallel, async (refund, stop) => await refundFlow.ResolveAsync(refund, stop));
        return duePayments.Count + dueRefunds.Count;
    }

    private async Task AdvanceAsync(PaymentRow payment, CancellationToken cancellationToken)
    {
        if (payment.Status == PaymentStatus.Created)
        {
            if (await payments.RefuseAsync(payment.Id, Abandoned, withdrawn: true, cancellationToken) is { } failed)
                await notices.TellAsync(failed, OrderStep.Withdraw, cancellationToken);
        }
        else if (payment.IsOpen)
            await settlement.ResolveAsync(payment, cancellationToken);
        else
            await changes.AdoptAsync(payment, cancellationToken);
    }
}
