namespace Payments.Charging;

/// <summary>
/// CREATED → CONFIRMING → PAID or FAILED, by way of UNKNOWN when the gateway gave no answer; PAID → PARTIALLY_REFUNDED → REFUNDED. CONFIRMING is
/// written before the gateway is called: whoever finds it later asks what became of it.
/// </summary>
public static class PaymentStatus
{
    public const string Created = "CREATED";
    public const string Confirming = "CONFIRMING";
    public const string Unknown = "UNKNOWN";
    public const string Paid = "PAID";
    public const string PartiallyRefunded = "PARTIALLY_REFUNDED";
    public const string Refunded = "REFUNDED";
    public const string Failed = "FAILED";
}
