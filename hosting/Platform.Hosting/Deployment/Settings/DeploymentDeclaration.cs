namespace Platform.Hosting.Deployment;

/// <summary>What code says of stages; found among the application's services.</summary>
/// <param name="Configure">Makes settings of those that were said before.</param>
/// <param name="Stages">None: all.</param>
public sealed record DeploymentDeclaration(Func<DeploymentSettings, DeploymentSettings> Configure, IReadOnlyList<Stage> Stages)
{
    /// <summary>The settings of a stage as code has them: what names no stage first, then what names this one, each in the order of declaration.</summary>
    public static DeploymentSettings Of(IEnumerable<DeploymentDeclaration> declarations, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        return declarations
            .Where(declaration => declaration.Stages.Count == 0 || declaration.Stages.Contains(stage))
            .OrderBy(declaration => declaration.Stages.Count == 0 ? 0 : 1)
            .Aggregate(new DeploymentSettings(), (settings, declaration) => declaration.Configure(settings));
    }
}
