using System.Text;

namespace Platform.Engines.ObjectStorage.Http;

/// <summary>Bucket, key and query of a path-style request line, decoded from the raw target: no dot segment or slash is folded.</summary>
internal sealed record RequestTarget(string Path, string? Bucket, string? Key, QueryParameters Query)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static RequestTarget Parse(string rawTarget)
    {
        if (!rawTarget.StartsWith('/'))
        {
            // The absolute form, which proxies send.
            var scheme = rawTarget.IndexOf("://", StringComparison.Ordinal);
            var slash = scheme < 0 ? -1 : rawTarget.IndexOf('/', scheme + 3);
            if (slash < 0)
                throw S3Errors.InvalidUri();
            rawTarget = rawTarget[slash..];
        }
        var question = rawTarget.IndexOf('?');
        var path = Decode(question < 0 ? rawTarget : rawTarget[..question], plusIsSpace: false);
        var query = QueryParameters.Parse(question < 0 ? "" : rawTarget[(question + 1)..]);
        var split = path.IndexOf('/', 1);
        var bucket = split < 0 ? path[1..] : path[1..split];
        var key = split < 0 ? "" : path[(split + 1)..];
        if (bucket.Length == 0 && key.Length > 0)
            throw S3Errors.InvalidUri();
        return new(path, bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key, query);
    }

    /// <summary>Percent-decoding that refuses broken escapes, broken UTF-8 and NUL.</summary>
    public static string Decode(string text, bool plusIsSpace)
    {
        if (!text.AsSpan().ContainsAny('%', '+') && System.Text.Ascii.IsValid(text))
            return text.Contains('\0') ? throw S3Errors.InvalidUri() : text;
        var bytes = new byte[Strict.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    throw S3Errors.InvalidUri();
                bytes[length++] = Convert.ToByte(text.Substring(i + 1, 2), 16);
                i += 2;
            }
            else if (c == '+' && plusIsSpace)
                bytes[length++] = (byte)' ';
            else if (c <= 0xFF)
                // The server reads header and target bytes as Latin-1, so that each char is a byte of the client's.
                bytes[length++] = (byte)c;
            else
                throw S3Errors.InvalidUri();
        }
        try
        {
            var decoded = Strict.GetString(bytes, 0, length);
            return decoded.Contains('\0') ? throw S3Errors.InvalidUri() : decoded;
        }
        catch (DecoderFallbackException)
        {
            throw S3Errors.InvalidUri();
        }
    }
}
