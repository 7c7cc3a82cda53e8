using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Mocks.Stubs.Admin;
using Platform.Mocks.Stubs.Journal;
using Platform.Mocks.Stubs.Mappings;
using Platform.Mocks.Stubs.Responses;

namespace Platform.Mocks.Stubs;

/// <summary>Stubs for any web application: over its own endpoints, or alone.</summary>
public static class StubsExtensions
{
    public static IServiceCollection AddStubs(this IServiceCollection services, Action<StubOptions>? configure = null)
    {
        services.AddOptions<StubOptions>().Configure(configure ?? (_ => { }));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<StubStore>();
        services.AddSingleton<StubSettings>();
        services.AddSingleton<StubResponseWriter>();
        services.AddSingleton<RequestJournal>();
        services.AddSingleton<NearMisses>();
        services.AddSingleton<UnmatchedEndpoint>();
        return services;
    }

    /// <summary>Puts stubs before the application's endpoints, maps <c>/__admin</c>, and answers what is left with 404.</summary>
    public static WebApplication UseStubs(this WebApplication app)
    {
        app.UseMiddleware<StubMiddleware>();
        var unmatched = app.Services.GetRequiredService<UnmatchedEndpoint>();
        app.MapFallback("/{**path}", unmatched.AnswerAsync);
        app.MapStubAdmin();
        return app;
    }

    private static void MapStubAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = new AdminRoutes(routes.MapGroup("/__admin"));
        MappingsAdmin.Map(admin);
        RequestsAdmin.Map(admin);
        ScenariosAdmin.Map(admin);
        SettingsAdmin.Map(admin);
    }
}
