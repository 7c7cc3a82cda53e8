namespace Platform.Hosting.Deployment;

/// <summary>Where a graph is deployed to. Perf is production's objects with values of its own, and mocks for who must not be loaded.</summary>
public enum Stage
{
    Dev,
    Staging,
    Prod,
    Perf,
}
