using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Output;

/// <summary>What one run is about: nothing else is written or removed.</summary>
/// <param name="Targets">Empty: all, those too that the graph has no longer.</param>
/// <param name="Stages">Empty: all.</param>
internal sealed record PublishScope(IReadOnlyList<string> Targets, IReadOnlyList<Stage> Stages)
{
    public static PublishScope All { get; } = new([], []);

    public bool HasAllStages => Stages.Count == 0 || Platform.Hosting.Deployment.Stages.All.All(Stages.Contains);

    public bool HasTarget(string target) => Targets.Count == 0 || Targets.Contains(target);

    /// <param name="stage">Null: of all stages.</param>
    public bool HasStage(Stage? stage) => stage is not { } one || Stages.Count == 0 || Stages.Contains(one);
}
