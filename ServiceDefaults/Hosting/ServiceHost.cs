using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>The web host of a service: only what a service behind a gateway needs, so that it starts fast.</summary>
public static class ServiceHost
{
    /// <summary>
    /// An empty builder with Kestrel (HTTP/1.1 and HTTP/2 without TLS), routing, and configuration from appsettings.json,
    /// appsettings.{Environment}.json, environment variables and <paramref name="args"/>, the last winning.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var environment =
            Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")
            ?? Environments.Production;
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions
            {
                Args = args,
                EnvironmentName = environment,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder
            .Configuration.AddJsonFile("appsettings.json", optional: true, reloadOnChange: false)
            .AddJsonFile($"appsettings.{environment}.json", optional: true, reloadOnChange: false)
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine(args);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddRoutingCore();
        return builder;
    }
}
