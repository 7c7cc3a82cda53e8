using Publishing.Tests.Helm;

namespace Publishing.Tests.Kustomize;

/// <summary>Kustomize, the chart and the objects say the same in every stage.</summary>
public class EqualityTests
{
    // Many objects in a tree rather than many trees: a run of kubectl takes far longer than an object.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Kustomize_gives_random_objects_as_they_were_meant(int seed)
    {
        using var tree = PrintedTree.Of(RandomObjects.Create(seed, 150));
        await KustomizeRun.ShouldMatchAsync(tree);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_chart_gives_random_objects_as_they_were_meant(int seed)
    {
        using var tree = PrintedTree.Of(RandomObjects.Create(seed, 150));
        await HelmRun.ShouldMatchAsync(tree);
    }
}
