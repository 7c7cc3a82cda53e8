using Aspire.Hosting;
using Aspire.Hosting.Run;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Platform.Hosting.Publishing.Output;
using Platform.Hosting.Publishing.Policies;
using Platform.Hosting.Terminal;

namespace Platform.Hosting.Publishing;

/// <summary>What a host gets that publishes. Found by name: a run never loads it.</summary>
public static class PublishingExtension
{
    /// <summary>Registers the publisher of compute environments.</summary>
    public static void Configure(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        DeploymentTargets.AddTo(builder.Services);
        builder.Services.TryAddSingleton<IStageModels, GraphModels>();
        builder.Services.AddSingleton(new PolicyCheck(PolicyCheck.All));
        builder.Services.TryAddSingleton(PublishTerminal.From(TerminalOptions.From(builder.Configuration)));
        builder.Services.AddSingleton<IGraphPublisher, GraphPublisher>();
    }
}
