using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Mocks.PaymentGateway.Api;
using Platform.Mocks.PaymentGateway.Payments;
using Platform.Mocks.PaymentGateway.Webhooks;
using Platform.Mocks.PaymentGateway.Window;
using Platform.Mocks.Stubs;

namespace Platform.Mocks.PaymentGateway;

/// <summary>The payment gateway as an application: what Program runs, and what tests start in their own process.</summary>
public static class PaymentGatewayApp
{
    /// <param name="configure">What a test puts in place of the defaults: clock, options.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        var services = builder.Services;
        services.Configure<PaymentGatewayOptions>(builder.Configuration.GetSection("PaymentGateway"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<PaymentLedger>();
        services.AddSingleton<Checkout>();
        services.AddSingleton<WebhookLog>();
        services.AddSingleton<WebhookDispatcher>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<SecretKeyAuth>();
        services.AddStubs();
        services
            .AddOptions<StubOptions>()
            .Configure<IOptions<PaymentGatewayOptions>>(
                (stubs, gateway) =>
                {
                    stubs.Folder = gateway.Value.Stubs;
                    stubs.PassThrough.Add("/health");
                    stubs.PassThrough.Add("/alive");
                }
            );
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseStubs();
        app.MapDefaultEndpoints();
        app.MapPayments();
        app.MapCheckoutWindow();
        app.MapGatewayAdmin();
        return app;
    }
}
