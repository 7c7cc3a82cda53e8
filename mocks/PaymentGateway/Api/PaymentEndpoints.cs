using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Api;

/// <summary>The shop's calls under <c>/v1</c>.</summary>
public static class PaymentEndpoints
{
    private const int MaxBody = 1 << 20;

    /// <summary>A call with what it needs of the request, which may be gone before the call has ended.</summary>
    private delegate Task<Payment?> Call(string key, Func<RequestBody> body);

    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var ledger = routes.ServiceProvider.GetRequiredService<PaymentLedger>();
        var checkout = routes.ServiceProvider.GetRequiredService<Checkout>();

        Map("POST", "/v1/payments", (_, body) => Done(Open(body())));
        Map("POST", "/v1/payments/confirm", (_, body) => Confirm(body()));
        Map("POST", "/v1/payments/key-in", (_, body) => KeyIn(body()));
        Map("POST", "/v1/payments/{key}/cancel", (key, body) => Done(Cancel(key, body())));
        Map("GET", "/v1/payments/{key}", (key, _) => Done(ledger.Get(key)));
        Map("GET", "/v1/payments/orders/{key}", (key, _) => Done(ledger.GetByOrder(key)));
        routes.MapFallback("/v1/{**rest}", context => AnswerAsync(context, (_, _) => throw new PgException(PgError.NotFound)));

        void Map(string method, string pattern, Call call) => routes.MapMethods(pattern, [method], context => AnswerAsync(context, call));

        Payment Open(RequestBody body) => ledger.Open(body.OrderId, body.OrderName, body.Amount, body.Card);

        Task<Payment?> Confirm(RequestBody body) => checkout.ConfirmAsync(body.PaymentKey, body.OrderId, body.Amount);

        Task<Payment?> KeyIn(RequestBody body)
        {
            var payment = Open(body);
            return checkout.ConfirmAsync(payment.PaymentKey, payment.OrderId, payment.Amount);
        }

        Payment Cancel(string key, RequestBody body) => checkout.Cancel(key, body.CancelReason, body.CancelAmount);

        static Task<Payment?> Done(Payment payment) => Task.FromResult<Payment?>(payment);
    }

    private static async Task AnswerAsync(HttpContext context, Call call)
    {
        var services = context.RequestServices;
        var request = context.Request;
        var english = request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase);
        var key = request.RouteValues["key"] as string ?? "";
        Answer answer;
        try
        {
            if (!services.GetRequiredService<SecretKeyAuth>().Allows(request))
                throw new PgException(PgError.UnauthorizedKey);
            var body = await ReadAsync(request, context.RequestAborted);
            string? idempotencyKey = request.Headers.TryGetValue("Idempotency-Key", out var keys) ? keys.ToString() : null;
            var running = HttpMethods.IsPost(request.Method)
                ? services.GetRequiredService<IdempotencyKeys>().RunAsync(idempotencyKey, request, body, RunAsync)
                : RunAsync();
            // The shop may leave; the call goes on without it.
            answer = await running.WaitAsync(context.RequestAborted);

            Task<Answer> RunAsync() => TryAsync(() => call(key, () => new RequestBody(body)), english);
        }
        catch (PgException refused)
        {
            answer = Answer.Error(refused.Error, english);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        await answer.WriteAsync(context);
    }

    private static async Task<Answer> TryAsync(Func<Task<Payment?>> call, bool english)
    {
        try
        {
            return await call() is { } payment ? Answer.Ok(PaymentJson.Write(payment)) : Answer.None;
        }
        catch (PgException refused)
        {
            return Answer.Error(refused.Error, english);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBody)
            throw new PgException(PgError.InvalidRequest("body"));
        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.Length <= MaxBody ? buffer.ToArray() : throw new PgException(PgError.InvalidRequest("body"));
    }
}
