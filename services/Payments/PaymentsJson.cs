using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Payments.Apis;
using Payments.Charging;
using Payments.Gateway;
using Payments.Orders;
using Payments.Refunds;
using Payments.Webhooks;

namespace Payments;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Apis.CancelPayment), TypeInfoPropertyName = "CancelPaymentBody")]
[JsonSerializable(typeof(CreatePayment))]
[JsonSerializable(typeof(Gateway.CancelPayment))]
[JsonSerializable(typeof(ConfirmPayment))]
[JsonSerializable(typeof(GatewayError))]
[JsonSerializable(typeof(GatewayPayment))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(OpenPayment))]
[JsonSerializable(typeof(OrderStepRequest))]
[JsonSerializable(typeof(OrderToPay))]
[JsonSerializable(typeof(Payment))]
[JsonSerializable(typeof(PaymentEvent))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(RefusedPayment))]
[JsonSerializable(typeof(WebhookEvent))]
internal sealed partial class PaymentsJson : JsonSerializerContext;
