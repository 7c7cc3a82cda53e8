namespace Platform.Hosting.Deployment;

/// <summary>The stages and what is said of them.</summary>
public static class Stages
{
    public static IReadOnlyList<Stage> All { get; } = [Stage.Dev, Stage.Staging, Stage.Prod, Stage.Perf];

    /// <summary>As in paths, labels and <c>--stage</c>: dev, staging, prod, perf.</summary>
    public static string Name(this Stage stage) =>
        stage switch
        {
            Stage.Dev => "dev",
            Stage.Staging => "staging",
            Stage.Prod => "prod",
            Stage.Perf => "perf",
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
        };

    /// <summary>The stage of that name; null where there is none.</summary>
    public static Stage? Find(string name)
    {
        foreach (var stage in All)
        {
            if (stage.Name().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return stage;
            }
        }
        return null;
    }

    /// <summary>Whether mocks may stand for others' systems there.</summary>
    public static bool HasMocks(this Stage stage) => stage is Stage.Dev or Stage.Perf;
}
