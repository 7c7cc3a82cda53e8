using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Output;

/// <summary>Prints the models of all stages for one target. Pure: it reads the models and adds to the tree.</summary>
public interface IDeploymentTarget
{
    /// <summary>As in <c>--target</c>: compose, kubernetes …</summary>
    string Name { get; }

    void Emit(TargetContext context);
}

/// <param name="Models">One for each stage, in the order of <c>Stages.All</c>.</param>
public sealed record TargetContext(
    IReadOnlyList<DeploymentModel> Models,
    OutputTree Output,
    PublishReport Report,
    CancellationToken CancellationToken
);
