using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platform.Dashboard;
using Platform.Dashboard.Store;

namespace TelemetryBench;

/// <summary>The dashboard as it is, in a process of its own, and beside it what it has taken in so far.</summary>
internal static class Server
{
    public static async Task RunAsync()
    {
        await using var dashboard = await DashboardApplication.StartAsync(
            new DashboardOptions
            {
                Port = 0,
                OtlpGrpcPorts = [0],
                OtlpHttpPorts = [0],
            }
        );
        var store = dashboard.Services.GetRequiredService<SpanStore>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var control = builder.Build();
        control.Run(context =>
            context.Response.WriteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{store.Newest} {store.Dropped} {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds} {Environment.WorkingSet >> 20}"
                )
            )
        );
        await control.StartAsync();
        Console.WriteLine($"{dashboard.OtlpGrpcEndpoint} {dashboard.OtlpHttpEndpoint} {control.Urls.First()}");
        await control.WaitForShutdownAsync();
    }
}
