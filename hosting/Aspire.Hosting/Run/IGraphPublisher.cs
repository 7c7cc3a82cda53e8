using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Run;

/// <summary>Publishes the graph for the compute environments in it. What stands under <c>Aspire.*</c> knows the manifest only; Platform registers the rest.</summary>
internal interface IGraphPublisher
{
    /// <summary>The values of <c>--step</c> that it serves.</summary>
    IReadOnlyList<string> Steps { get; }

    /// <summary>Whether there is anything to publish for but the manifest.</summary>
    bool Serves(DistributedApplicationModel model);

    /// <summary>Writes, compares or checks; throws <see cref="DistributedApplicationException"/> with all that is wrong.</summary>
    /// <param name="step">Null: <c>publish</c>.</param>
    Task PublishAsync(DistributedApplicationModel model, string? step, CancellationToken cancellationToken);
}
