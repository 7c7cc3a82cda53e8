using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Byeol;

namespace Platform.Mocks.SalesChannel.Webhooks;

/// <summary>Webhooks as they are sent: each attempt with a nonce, a time and a signature of its own.</summary>
public sealed class WebhookRequests(IOptions<SalesChannelOptions> options)
{
    private readonly ByeolOptions keys = options.Value.Byeol;

    /// <exception cref="UriFormatException">The URL is none.</exception>
    public HttpRequestMessage Create(string url, WebhookDelivery delivery, int attempt, DateTimeOffset at)
    {
        var target = new Uri(url);
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var nonce = ByeolMall.NewId("n");
        var query = target.Query.TrimStart('?');
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("X-Byeol-Event-Id", delivery.EventId);
        request.Headers.Add("X-Byeol-Attempt", attempt.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(ByeolSignature.AccessKey, keys.AccessKey);
        request.Headers.Add(ByeolSignature.Timestamp, timestamp);
        request.Headers.Add(ByeolSignature.Nonce, nonce);
        request.Headers.Add(
            ByeolSignature.Signature,
            ByeolSignature.Sign(keys.SecretKey, "POST", target.AbsolutePath, query, timestamp, nonce, delivery.Body)
        );
        return request;
    }
}
