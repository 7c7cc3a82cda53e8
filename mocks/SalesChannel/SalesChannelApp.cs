using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Mocks.SalesChannel.Admin;
using Platform.Mocks.SalesChannel.Behaviour;
using Platform.Mocks.SalesChannel.Byeol;
using Platform.Mocks.SalesChannel.Hanbit;
using Platform.Mocks.SalesChannel.Malls;
using Platform.Mocks.SalesChannel.Webhooks;
using Platform.Mocks.Stubs;

namespace Platform.Mocks.SalesChannel;

/// <summary>Both malls as an application: what Program runs, and what tests start in their own process.</summary>
public static class SalesChannelApp
{
    /// <param name="configure">What a test puts in place of the defaults: clock, options.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        var services = builder.Services;
        services.Configure<SalesChannelOptions>(builder.Configuration.GetSection("SalesChannel"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Mischief>();
        services.AddSingleton<MallNews>();
        services.AddSingleton<WebhookLog>();
        services.AddSingleton<WebhookRequests>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<HanbitMall>();
        services.AddSingleton<HanbitFeed>();
        services.AddSingleton<HanbitDoor>();
        services.AddSingleton<ByeolMall>();
        services.AddSingleton<ByeolDoor>();
        services.AddSingleton<MallStreet>();
        services.AddHostedService<MadeUpShoppers>();
        services.AddStubs();
        services
            .AddOptions<StubOptions>()
            .Configure<IOptions<SalesChannelOptions>>(
                (stubs, options) =>
                {
                    stubs.Folder = options.Value.Stubs;
                    stubs.PassThrough.Add("/health");
                    stubs.PassThrough.Add("/alive");
                }
            );
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseStubs();
        app.MapDefaultEndpoints();
        app.MapHanbit();
        app.MapByeol();
        app.MapMallAdmin();
        app.MapMisbehaviour();
        app.MapPage();
        return app;
    }
}
