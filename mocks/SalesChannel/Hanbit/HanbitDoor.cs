using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Hanbit;

/// <summary>An API key, a token bucket, errors by code with a Korean message.</summary>
public sealed class HanbitDoor(IOptions<SalesChannelOptions> options, TimeProvider time, Mischief mischief) : MallDoor(time)
{
    private readonly byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Hanbit.ApiKey));
    private readonly TokenBucket bucket = new(time);

    protected override string RequestIdHeader => "X-Request-Id";

    protected override void Authenticate(MallCall call)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(call.Request.Headers["X-Hanbit-Api-Key"].ToString()));
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
            throw new MallException(Refusal.InvalidApiKey);
    }

    protected override void Limit(HttpResponse response)
    {
        var now = mischief.Current;
        var (taken, left, wait) = bucket.Take(now.HanbitBurst, now.HanbitPerSecond);
        response.Headers["X-RateLimit-Limit"] = now.HanbitBurst.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        if (taken)
            return;
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        throw new MallException(Refusal.RateLimited);
    }

    protected override CallFate Fate() => mischief.HanbitCall();

    protected override MallAnswer Refuse(MallException refused, string requestId)
    {
        var (status, code, message) = Describe(refused);
        return new MallAnswer(
            status,
            new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["requestId"] = requestId,
            }
        );
    }

    /// <summary>Also what the bulk calls say of one item.</summary>
    public static (int Status, string Code, string Message) Describe(MallException refused) =>
        refused.Reason switch
        {
            Refusal.Invalid => (400, "INVALID_REQUEST", $"요청 값이 올바르지 않습니다: {refused.What}"),
            Refusal.InvalidPrice => (400, "INVALID_PRICE", $"판매가는 10원 이상 10억원 이하, 10원 단위여야 합니다: {refused.What}"),
            Refusal.InvalidCursor => (400, "INVALID_CURSOR", "커서가 올바르지 않습니다."),
            Refusal.InvalidApiKey => (401, "INVALID_API_KEY", "API 키를 확인해 주세요."),
            Refusal.ProductNotFound => (404, "PRODUCT_NOT_FOUND", $"상품을 찾을 수 없습니다: {refused.What}"),
            Refusal.OrderNotFound => (404, "ORDER_NOT_FOUND", $"주문을 찾을 수 없습니다: {refused.What}"),
            Refusal.OrderCancelled => (409, "ORDER_CANCELED", $"취소된 주문입니다: {refused.What}"),
            Refusal.AlreadyCancelled => (409, "ALREADY_CANCELED", $"이미 취소된 주문입니다: {refused.What}"),
            Refusal.AlreadyShipped => (409, "ALREADY_SHIPPED", $"이미 발송된 주문입니다: {refused.What}"),
            Refusal.NotAcknowledged => (409, "NOT_ACKNOWLEDGED", $"발주 확인 전에는 발송할 수 없습니다: {refused.What}"),
            Refusal.ProductLimit => (409, "PRODUCT_LIMIT", "등록할 수 있는 상품 수를 넘었습니다."),
            Refusal.RateLimited => (429, "TOO_MANY_REQUESTS", "요청이 너무 많습니다. 잠시 후 다시 시도해 주세요."),
            Refusal.NotFound => (404, "NOT_FOUND", "제공하지 않는 API입니다."),
            _ => (500, "INTERNAL_ERROR", "일시적인 오류가 발생했습니다."),
        };
}
