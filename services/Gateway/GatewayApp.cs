using Gateway.Docs;
using Gateway.Forwarding;
using Gateway.Http;
using Gateway.Limits;
using Gateway.Routing;
using Gateway.Telemetry;
using Platform.ServiceDefaults.Discovery;
using Yarp.ReverseProxy.Forwarder;

namespace Gateway;

/// <summary>The gateway as an object, so that tests can run it in their own process.</summary>
public static class GatewayApp
{
    public static WebApplication Build(string[] args)
    {
        var builder = ServiceHost.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddJwtAuthentication();
        builder.AddEdge();
        builder.AddClientLimits();
        builder.AddBrowserTelemetry();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, RetryingClientFactory>();
        using (var endpoints = new ServiceEndpoints(builder.Configuration))
        {
            builder.Services.AddReverseProxy().LoadFromMemory(RouteTable.Routes(LargestUpload(builder)), RouteTable.Clusters(endpoints));
        }
        RemoveKeyRing(builder.Services);

        var app = builder.Build();
        app.Use(BrowserTelemetry.LeaveUntraced);
        app.UseEdge();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseWhen(context => RouteTable.IsEndless(context.Request.Path), sockets => sockets.Use(SocketShutdown.EndWithHost));
        app.MapDefaultEndpoints();
        app.MapDocs();
        app.MapWelcome();
        app.MapBrowserTelemetry();
        app.MapReverseProxy();
        return app;
    }

    private static long LargestUpload(WebApplicationBuilder builder) =>
        (builder.Configuration.GetSection("Gateway").Get<EdgeOptions>() ?? new()).MaxUploadBytes;

    // YARP brings data protection for cookies that are not used here; its key ring would be read, and written to disk, at each start.
    private static void RemoveKeyRing(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ImplementationType?.Name == "DataProtectionHostedService") is { } keyRing)
        {
            services.Remove(keyRing);
        }
    }
}
