using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Platform.Mocks.OnPremises.Files;
using Platform.Mocks.OnPremises.Functions;
using Platform.Mocks.OnPremises.Gpu;
using Platform.Mocks.OnPremises.Legacy;
using Platform.Mocks.OnPremises.Queues;
using Platform.Mocks.OnPremises.Work;
using Platform.Mocks.Stubs;

namespace Platform.Mocks.OnPremises;

/// <summary>The systems on the premises (and the queue and function beside them) as an application: what Program runs, and what tests start.</summary>
public static class OnPremisesApp
{
    /// <param name="configure">What a test puts in place of the defaults: clock, options.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var services = builder.Services;
        services.Configure<OnPremisesOptions>(builder.Configuration.GetSection("OnPremises"));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ReceivedData>();
        services.AddSingleton<LegacyDatabase>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<Workload>();
        services.AddSingleton<Callbacks>();
        services.AddSingleton<GpuTasks>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<QueueStore>();
        services.AddStubs();
        services
            .AddOptions<StubOptions>()
            .Configure<IOptions<OnPremisesOptions>>(
                (stubs, options) =>
                {
                    stubs.Folder = options.Value.Stubs;
                    stubs.PassThrough.Add("/health");
                    stubs.PassThrough.Add("/alive");
                    stubs.Streamed.Add(FileEndpoints.Path);
                }
            );
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Use(OneSlash);
        app.UseRouting();
        app.UseStubs();
        app.MapDefaultEndpoints();
        app.MapLegacy();
        app.MapFileStore();
        app.MapGpuTasks();
        app.MapFunctions();
        app.MapQueues();
        return app;
    }

    /// <summary>Clients join a base address that ends in a slash and a path that begins with one: <c>/api//receive_data</c>.</summary>
    private static Task OneSlash(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.Value is { } path && path.StartsWith("/api//", StringComparison.Ordinal))
            context.Request.Path = "/api/" + path["/api//".Length..].TrimStart('/');
        return next(context);
    }
}
