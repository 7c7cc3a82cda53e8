namespace Gateway.Http;

/// <summary>Bound from <c>Gateway</c>.</summary>
public sealed class EdgeOptions
{
    /// <summary>Origins of browser applications that may call the API, for example <c>http://localhost:3000</c>.</summary>
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>Networks (CIDR) of proxies in front, whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed. Nobody's are by default.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>Bytes of one upload of files, form and all; every other request has 1 MB.</summary>
    public long MaxUploadBytes { get; set; } = 4L << 30;
}
