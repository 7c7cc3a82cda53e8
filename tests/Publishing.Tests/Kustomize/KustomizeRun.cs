using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;
using Publishing.Tests.Support;

namespace Publishing.Tests.Kustomize;

/// <summary>What <c>kubectl kustomize</c> makes of an overlay.</summary>
internal static class KustomizeRun
{
    public static string Kubectl() =>
        Tools.Require(
            "kubectl",
            "that the Kustomize overlays say what the objects say",
            "install kubectl, or a cloud's SDK that brings it"
        );

    public static async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string kubectl, PrintedTree tree, Stage stage)
    {
        var result = await Tools.RunAsync(kubectl, ["kustomize", $"overlays/{stage.Name()}"], tree.Path);
        result.ShouldSucceed();
        // A warning is a field that Kustomize is about to drop.
        result.Error.ShouldBeEmpty();
        return [.. Yaml.Read(result.Output).Cast<JsonObject>()];
    }

    /// <summary>Every stage's overlay gives exactly the stage's objects.</summary>
    public static async Task ShouldMatchAsync(PrintedTree tree)
    {
        var kubectl = Kubectl();
        foreach (var stage in tree.Stages)
        {
            var made = await ObjectsAsync(kubectl, tree, stage.Stage);
            made.ShouldMean(stage.Objects.Select(found => found.Tree), $"overlays/{stage.Stage.Name()}");
        }
    }
}
