using System.IO.Compression;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;

namespace Gateway.Http;

/// <summary>What belongs to the edge: whom to believe, compression, CORS, request ids, security headers.</summary>
internal static class Edge
{
    private static readonly string[] CompressedTypes =
    [
        .. ResponseCompressionDefaults.MimeTypes,
        "application/problem+json",
        "image/svg+xml",
    ];

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Gateway").Get<EdgeOptions>() ?? new();
        builder.Services.AddSingleton(options);
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = CompressedTypes;
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        builder.Services.AddCors(cors =>
            cors.AddDefaultPolicy(policy =>
                policy
                    .WithOrigins(options.CorsOrigins)
                    .AllowAnyMethod()
                    .WithHeaders("Authorization", "Content-Type", "Idempotency-Key", RequestId.Header)
                    .WithExposedHeaders("Retry-After", "Location", RequestId.Header)
            )
        );
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = null;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in options.TrustedProxies)
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
            }
        });
    }

    public static void UseEdge(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<EdgeOptions>();
        if (options.TrustedProxies.Length > 0)
        {
            app.UseForwardedHeaders();
        }
        app.Use(RequestId.Assign);
        app.Use(SecurityHeaders.Add);
        app.UseResponseCompression();
        if (options.CorsOrigins.Length > 0)
        {
            app.UseCors();
        }
    }
}
