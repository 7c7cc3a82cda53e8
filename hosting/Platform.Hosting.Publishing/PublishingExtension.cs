using Aspire.Hosting;

namespace Platform.Hosting.Publishing;

/// <summary>What a host gets that publishes. Found by name: a run never loads it.</summary>
public static class PublishingExtension
{
    /// <summary>Registers the publisher of compute environments.</summary>
    public static void Configure(IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
    }
}
