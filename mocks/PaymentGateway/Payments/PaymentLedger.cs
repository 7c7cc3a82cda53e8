using Microsoft.Extensions.Options;

namespace Platform.Mocks.PaymentGateway.Payments;

/// <summary>The payments: each step checks and changes under one lock, so an order is never charged twice.</summary>
public sealed class PaymentLedger(IOptions<PaymentGatewayOptions> options, TimeProvider time)
{
    /// <summary>How long an opened payment waits for its confirm.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly Lock gate = new();
    private readonly LinkedList<string> age = new();
    private readonly Dictionary<string, Payment> payments = [];
    private readonly Dictionary<string, List<string>> orders = [];
    private long approvals;

    public Payment Open(string orderId, string? orderName, long amount, TestCard card)
    {
        if (amount < 100)
            throw new PgException(PgError.BelowMinimumAmount);
        if (amount > options.Value.MaxAmount)
            throw new PgException(PgError.ExceedMaxAmount);
        lock (gate)
        {
            RefuseChargedOrder(orderId);
            var payment = new Payment(RandomKey.New("pay"), orderId, orderName, amount, card, time.GetUtcNow());
            payments.Add(payment.PaymentKey, payment);
            if (!orders.TryGetValue(orderId, out var keys))
                orders.Add(orderId, keys = []);
            keys.Add(payment.PaymentKey);
            age.AddLast(payment.PaymentKey);
            while (age.Count > options.Value.MaxPayments)
                ForgetOldest();
            return payment;
        }
    }

    public Payment Get(string paymentKey)
    {
        lock (gate)
            return Find(paymentKey);
    }

    /// <summary>The order's charged payment when there is one, else its newest.</summary>
    public Payment GetByOrder(string orderId)
    {
        lock (gate)
        {
            if (!orders.TryGetValue(orderId, out var keys))
                throw new PgException(PgError.NotFoundPayment);
            var all = keys.Select(Find).ToList();
            return all.Find(payment => payment.IsCharged) ?? all[^1];
        }
    }

    public IReadOnlyList<Payment> Newest(int limit)
    {
        lock (gate)
            return [.. age.Reverse().Take(limit).Select(Find)];
    }

    /// <summary>Takes the payment to <c>IN_PROGRESS</c>; from here on only <see cref="Settle"/> changes it.</summary>
    public Payment BeginConfirm(string paymentKey, string orderId, long amount)
    {
        lock (gate)
        {
            var payment = Find(paymentKey);
            if (payment.OrderId != orderId)
                throw new PgException(PgError.InvalidRequest("orderId"));
            if (payment.Amount != amount)
                throw new PgException(PgError.InvalidRequest("amount"));
            if (payment.Status is PaymentStatus.Aborted or PaymentStatus.Expired)
                throw new PgException(PgError.NotFoundPaymentSession);
            if (payment.Status is not PaymentStatus.Ready)
                throw new PgException(PgError.AlreadyProcessedPayment);
            RefuseChargedOrder(orderId);
            return payments[paymentKey] = payment with { Status = PaymentStatus.InProgress, Attempts = payment.Attempts + 1 };
        }
    }

    /// <summary>Ends a confirm: no failure charges, a passing one leaves the payment open, any other aborts it.</summary>
    public Payment Settle(Payment confirmed, PgError? failure)
    {
        lock (gate)
        {
            var settled = failure switch
            {
                null => confirmed with
                {
                    Status = PaymentStatus.Done,
                    ApprovedAt = time.GetUtcNow(),
                    ApproveNo = (++approvals).ToString("D8"),
                    LastTransactionKey = RandomKey.New("txn"),
                },
                { Code: "PROVIDER_ERROR" } => confirmed with { Status = PaymentStatus.Ready },
                _ => confirmed with { Status = PaymentStatus.Aborted, Failure = failure },
            };
            if (payments.ContainsKey(settled.PaymentKey))
                payments[settled.PaymentKey] = settled;
            return settled;
        }
    }

    /// <param name="amount">Won; null cancels what is left.</param>
    public Payment Cancel(string paymentKey, string reason, long? amount)
    {
        lock (gate)
        {
            var payment = Find(paymentKey);
            if (payment.Status is PaymentStatus.Canceled)
                throw new PgException(PgError.AlreadyCanceledPayment);
            if (!payment.IsCharged)
                throw new PgException(PgError.NotCancelablePayment);
            var taken = amount ?? payment.Balance;
            if (taken > payment.Balance)
                throw new PgException(PgError.NotCancelableAmount);
            var left = payment.Balance - taken;
            var cancellation = new Cancellation(RandomKey.New("txn"), taken, reason, left, time.GetUtcNow());
            return payments[paymentKey] = payment with
            {
                Status = left == 0 ? PaymentStatus.Canceled : PaymentStatus.PartialCanceled,
                LastTransactionKey = cancellation.TransactionKey,
                Cancellations = [.. payment.Cancellations, cancellation],
            };
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            payments.Clear();
            orders.Clear();
            age.Clear();
        }
    }

    private Payment Find(string paymentKey)
    {
        if (!payments.TryGetValue(paymentKey, out var payment))
            throw new PgException(PgError.NotFoundPayment);
        if (payment.Status is PaymentStatus.Ready && time.GetUtcNow() - payment.RequestedAt > Lifetime)
            payments[paymentKey] = payment = payment with { Status = PaymentStatus.Expired };
        return payment;
    }

    private void RefuseChargedOrder(string orderId)
    {
        if (
            orders.TryGetValue(orderId, out var keys)
            && keys.Select(Find).Any(other => other.IsCharged || other.Status is PaymentStatus.InProgress)
        )
            throw new PgException(PgError.DuplicatedOrderId);
    }

    private void ForgetOldest()
    {
        var oldest = payments[age.First!.Value];
        age.RemoveFirst();
        payments.Remove(oldest.PaymentKey);
        if (orders[oldest.OrderId] is { Count: > 1 } keys)
            keys.Remove(oldest.PaymentKey);
        else
            orders.Remove(oldest.OrderId);
    }
}
