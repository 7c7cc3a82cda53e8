using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Output;

/// <summary>All that was made of the graph, and what is to be said of it.</summary>
internal sealed record PublishedTree(
    OutputTree Tree,
    PublishReport Report,
    IReadOnlyList<DeploymentModel> Models,
    IReadOnlyList<string> Targets
);
