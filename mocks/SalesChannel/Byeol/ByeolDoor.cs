using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Http;
using Platform.Mocks.SalesChannel.Malls;

namespace Platform.Mocks.SalesChannel.Byeol;

/// <summary>Signed calls, so many in each window, errors by type and code in English.</summary>
public sealed partial class ByeolDoor(IOptions<SalesChannelOptions> options, TimeProvider time, Mischief mischief) : MallDoor(time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly TimeProvider clock = time;
    private readonly FixedWindow window = new(time);
    private readonly ByeolNonces nonces = new();

    protected override string RequestIdHeader => "X-Byeol-Request-Id";

    protected override void Authenticate(MallCall call)
    {
        var headers = call.Request.Headers;
        var (accessKey, timestamp) = (headers[ByeolSignature.AccessKey].ToString(), headers[ByeolSignature.Timestamp].ToString());
        var (nonce, signature) = (headers[ByeolSignature.Nonce].ToString(), headers[ByeolSignature.Signature].ToString());
        if (accessKey.Length == 0 || timestamp.Length == 0 || !NonceShape().IsMatch(nonce) || signature.Length == 0)
            throw new MallException(Refusal.MissingSignature);
        if (!IsSame(accessKey, options.Value.Byeol.AccessKey))
            throw new MallException(Refusal.UnknownAccessKey);
        var now = clock.GetUtcNow();
        if (
            !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || Math.Abs((decimal)now.ToUnixTimeMilliseconds() - milliseconds) > (decimal)Tolerance.TotalMilliseconds
        )
            throw new MallException(Refusal.TimestampOutOfRange);
        // As sent: what the framework has decoded cannot be told from what never was encoded.
        var target = call.Request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var query = target.Length > 1 ? target[1] : "";
        var key = options.Value.Byeol.SecretKey;
        if (!IsSame(signature, ByeolSignature.Sign(key, call.Request.Method, target[0], query, timestamp, nonce, call.Raw.Span)))
            throw new MallException(Refusal.SignatureMismatch);
        if (!nonces.Take(nonce, now, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) + Tolerance))
            throw new MallException(Refusal.NonceReused);
    }

    protected override void Limit(HttpResponse response)
    {
        var now = mischief.Current;
        var (taken, left, reset) = window.Take(now.ByeolRequests, TimeSpan.FromSeconds(now.ByeolWindowSeconds));
        response.Headers["X-Quota-Limit"] = now.ByeolRequests.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Quota-Remaining"] = left.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Quota-Reset"] = Math.Ceiling(reset.ToUnixTimeMilliseconds() / 1000.0)
            .ToString("F0", CultureInfo.InvariantCulture);
        if (!taken)
            throw new MallException(Refusal.RateLimited, more: new JsonObject { ["reset_at"] = ByeolJson.Time(reset.AddMilliseconds(1)) });
    }

    protected override CallFate Fate() => mischief.ByeolCall();

    protected override MallAnswer Refuse(MallException refused, string requestId)
    {
        var (status, type, code, message) = ByeolErrors.Describe(refused);
        var error = new JsonObject
        {
            ["type"] = type,
            ["code"] = code,
            ["message"] = message,
        };
        if (type == "invalid_request_error" && refused.What is { } field)
            error["param"] = field;
        foreach (var (name, value) in refused.More ?? [])
            error[name] = value?.DeepClone();
        return new MallAnswer(status, new JsonObject { ["error"] = error, ["request_id"] = requestId });
    }

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected))
        );

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex NonceShape();
}
