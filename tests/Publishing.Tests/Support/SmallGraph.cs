using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Settings;

namespace Publishing.Tests.Support;

/// <summary>A graph of a test's own, in publish mode.</summary>
internal static class SmallGraph
{
    public static async Task<DeploymentModel> ReadAsync(
        Action<IDistributedApplicationBuilder> declare,
        Stage stage = Stage.Prod,
        Func<StageSettings, StageSettings>? change = null
    )
    {
        var builder = DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions { Args = ["--operation", "publish"], DisableDashboard = true }
        );
        declare(builder);
        await using var app = builder.Build();
        var settings = new StageSettings(stage) { Application = "shop" };
        return await ModelReader.ReadAsync(
            app.Services.GetRequiredService<DistributedApplicationModel>(),
            app.Services.GetRequiredService<DistributedApplicationExecutionContext>(),
            stage,
            change?.Invoke(settings) ?? settings,
            CancellationToken.None
        );
    }

    /// <summary>A project that serves HTTP when it runs.</summary>
    public static IResourceBuilder<ProjectResource> AddApi(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddProject<HttpProject>(name);

    private sealed class HttpProject : IProjectMetadata
    {
        public string ProjectPath => "/source/Api/Api.csproj";

        public LaunchSettings LaunchSettings { get; } =
            new()
            {
                Profiles =
                {
                    ["http"] = new() { CommandName = "Project", ApplicationUrl = "http://localhost:5000" },
                },
            };
    }
}
