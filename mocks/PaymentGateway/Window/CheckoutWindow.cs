using System.Text;
using Platform.Mocks.PaymentGateway.Payments;

namespace Platform.Mocks.PaymentGateway.Window;

/// <summary>
/// The checkout window: a page on which the shopper gives the card to the gateway and not to the shop. It opens the payment and sends the shopper
/// back; charged is when the shop confirms.
/// </summary>
public static class CheckoutWindow
{
    private const string Path = "/checkout";

    // What another card cannot mend.
    private static readonly string[] s_final = ["DUPLICATED_ORDER_ID", "BELOW_MINIMUM_AMOUNT", "EXCEED_MAX_AMOUNT"];

    public static void MapCheckoutWindow(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpRequest request) => Show(request));
        routes.MapPost(Path, (RequestDelegate)PayAsync);
    }

    private static IResult Show(HttpRequest request)
    {
        try
        {
            return Page(CheckoutRequest.Read(request));
        }
        catch (PgException refused)
        {
            return Refused(request, refused.Error);
        }
    }

    private static async Task PayAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var ledger = context.RequestServices.GetRequiredService<PaymentLedger>();
        await Pay(context.Request, form["cardNumber"].ToString(), ledger).ExecuteAsync(context);
    }

    private static IResult Pay(HttpRequest request, string cardNumber, PaymentLedger ledger)
    {
        CheckoutRequest checkout;
        try
        {
            checkout = CheckoutRequest.Read(request);
        }
        catch (PgException refused)
        {
            return Refused(request, refused.Error);
        }

        try
        {
            var payment = ledger.Open(checkout.OrderId, checkout.OrderName, checkout.Amount, TestCard.Parse(cardNumber));
            return SeeOther(checkout.Succeeded(payment));
        }
        catch (PgException refused) when (s_final.Contains(refused.Error.Code))
        {
            return SeeOther(checkout.Failed(refused.Error));
        }
        catch (PgException refused)
        {
            return Page(checkout, refused.Error.Message(checkout.English), cardNumber);
        }
    }

    private static IResult Page(CheckoutRequest checkout, string? problem = null, string cardNumber = "") =>
        new WindowResult(problem is null ? 200 : 400, CheckoutPage.Write(checkout, problem, cardNumber));

    // Without a way back there is nobody to send the shopper to.
    private static IResult Refused(HttpRequest request, PgError error) =>
        new WindowResult(error.Status, CheckoutPage.WriteRefusal(error, CheckoutRequest.IsEnglish(request)));

    /// <summary>A GET, whatever was asked before: going back and reloading must not pay again.</summary>
    private static IResult SeeOther(string url) => new SeeOtherResult(url);

    private sealed record SeeOtherResult(string Url) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Url;
            return Task.CompletedTask;
        }
    }

    private sealed record WindowResult(int Status, string Html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            response.Headers.CacheControl = "no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.XFrameOptions = "DENY";
            response.ContentType = "text/html; charset=utf-8";
            return response.WriteAsync(Html, Encoding.UTF8, httpContext.RequestAborted);
        }
    }
}
