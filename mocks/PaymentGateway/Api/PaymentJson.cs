using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>A payment as the shop reads it.</summary>
public static class PaymentJson
{
    private static readonly TimeSpan Seoul = TimeSpan.FromHours(9);

    public static JsonObject Write(Payment payment)
    {
        var vat = VatOf(payment.Balance);
        return new JsonObject
        {
            ["version"] = "2022-11-16",
            ["mId"] = "platform",
            ["paymentKey"] = payment.PaymentKey,
            ["type"] = "NORMAL",
            ["orderId"] = payment.OrderId,
            ["orderName"] = payment.OrderName,
            ["currency"] = "KRW",
            ["country"] = "KR",
            ["method"] = "카드",
            ["status"] = StatusName(payment.Status),
            ["totalAmount"] = payment.Amount,
            ["balanceAmount"] = payment.Balance,
            ["suppliedAmount"] = payment.Balance - vat,
            ["vat"] = vat,
            ["taxFreeAmount"] = 0,
            ["requestedAt"] = Time(payment.RequestedAt),
            ["approvedAt"] = payment.ApprovedAt is { } approved ? Time(approved) : null,
            ["lastTransactionKey"] = payment.LastTransactionKey,
            ["isPartialCancelable"] = true,
            ["card"] = Card(payment),
            ["cancels"] = payment.Cancellations.Count == 0 ? null : new JsonArray([.. payment.Cancellations.Select(Cancel)]),
            ["failure"] = payment.Failure is { } failure
                ? new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message(english: false) }
                : null,
        };
    }

    /// <summary>Korean time with its offset, to the second.</summary>
    public static string Time(DateTimeOffset at) => at.ToOffset(Seoul).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string StatusName(PaymentStatus status) =>
        status switch
        {
            PaymentStatus.InProgress => "IN_PROGRESS",
            PaymentStatus.PartialCanceled => "PARTIAL_CANCELED",
            _ => status.ToString().ToUpperInvariant(),
        };

    // Prices hold ten per cent of VAT: one eleventh of what is paid, rounded to the nearest won.
    private static long VatOf(long amount) => (amount * 2 + 11) / 22;

    private static JsonObject Card(Payment payment) =>
        new()
        {
            ["amount"] = payment.Amount,
            ["issuerCode"] = "11",
            ["acquirerCode"] = "11",
            ["number"] = payment.Card.MaskedNumber,
            ["installmentPlanMonths"] = 0,
            ["approveNo"] = payment.ApproveNo,
            ["cardType"] = payment.Card.IsCheckCard ? "체크" : "신용",
            ["ownerType"] = "개인",
            ["acquireStatus"] = payment.IsCharged ? "READY" : null,
        };

    private static JsonNode Cancel(Cancellation cancellation) =>
        new JsonObject
        {
            ["transactionKey"] = cancellation.TransactionKey,
            ["cancelAmount"] = cancellation.Amount,
            ["cancelReason"] = cancellation.Reason,
            ["refundableAmount"] = cancellation.Refundable,
            ["canceledAt"] = Time(cancellation.CanceledAt),
            ["cancelStatus"] = "DONE",
        };
}
