using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Otlp;

internal static class OtlpModule
{
    public static IServiceCollection AddOtlp(this IServiceCollection services)
    {
        services.TryAddSingleton<ResourceBoard>();
        return services
            .AddSingleton<Intake>()
            .AddSingleton<OtlpAccess>()
            .AddSingleton<GraphOrigins>()
            .AddSingleton<OtlpGrpc>()
            .AddSingleton<OtlpHttp>();
    }

    public static void Configure(KestrelServerOptions kestrel, Listeners listeners)
    {
        kestrel.AddServerHeader = false;
        // A batch of spans is a megabyte: with the default windows its sender would wait for leave several times.
        kestrel.Limits.Http2.InitialStreamWindowSize = 4 << 20;
        kestrel.Limits.Http2.InitialConnectionWindowSize = 16 << 20;
        listeners.AddTo(kestrel);
    }

    /// <summary>What comes in on the ports for OTLP goes no further than here.</summary>
    public static void UseOtlp(this WebApplication application)
    {
        var grpc = application.Services.GetRequiredService<OtlpGrpc>();
        var http = application.Services.GetRequiredService<OtlpHttp>();
        application.Use(
            (context, next) =>
                context.Features.Get<ListenerFeature>()?.Listener switch
                {
                    Listener.OtlpGrpc => grpc.ServeAsync(WithoutLimit(context)),
                    Listener.OtlpHttp => http.ServeAsync(WithoutLimit(context)),
                    _ => next(context),
                }
        );
    }

    /// <summary>Too much is refused by the intake, in OTLP's words.</summary>
    private static HttpContext WithoutLimit(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        return context;
    }
}
