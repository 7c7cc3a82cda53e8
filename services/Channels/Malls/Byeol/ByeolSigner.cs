using System.Globalization;

namespace Channels.Malls.Byeol;

/// <summary>Signs each attempt of a call to 별마켓: it stands beneath whatever repeats, since a nonce is taken once.</summary>
internal sealed class ByeolSigner(ByeolOptions options, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var address = request.RequestUri!;
        var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Guid.NewGuid().ToString("N");
        var signature = ByeolSignature.Sign(
            options.SecretKey,
            request.Method.Method,
            address.AbsolutePath,
            address.Query.TrimStart('?'),
            timestamp,
            nonce,
            body
        );
        Set(ByeolSignature.AccessKeyHeader, options.AccessKey);
        Set(ByeolSignature.TimestampHeader, timestamp);
        Set(ByeolSignature.NonceHeader, nonce);
        Set(ByeolSignature.SignatureHeader, signature);
        return await base.SendAsync(request, cancellationToken);

        void Set(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }
    }
}
