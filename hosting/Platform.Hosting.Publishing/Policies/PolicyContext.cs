using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>What policies look at: the models of all stages, and what was made of them.</summary>
/// <param name="Environments">The compute environment of each target, by the target's name.</param>
/// <param name="SecretValues">What secret parameters are set to on this machine, by name.</param>
internal sealed record PolicyContext(
    IReadOnlyList<DeploymentModel> Models,
    OutputTree Output,
    IReadOnlyDictionary<string, string> Environments,
    IReadOnlyDictionary<string, string> SecretValues
)
{
    private readonly Dictionary<string, string> _resources = Models[0]
        .Graph.Resources.GroupBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every container that runs somewhere, as its target has it.</summary>
    public IReadOnlyList<RunningContainer> Containers =>
        field ??= [.. Output.Objects.SelectMany(one => RunningContainer.Of(one, ResourceOf(one)))];

    public DeploymentModel Model(Stage stage) => Models.First(model => model.Stage == stage);

    /// <summary>Whose the object is: the resource that its labels or its name tell, else the environment.</summary>
    public string ResourceOf(EmittedObject one)
    {
        var labels = one.Tree["metadata"]?["labels"];
        string?[] names =
        [
            labels?["app.kubernetes.io/component"]?.ToString(),
            labels?["app"]?.ToString(),
            one.Name,
            // A store's own step: postgres-init.
            one.Name.LastIndexOf('-')
                is > 0
                    and var dash
                ? one.Name[..dash]
                : null,
        ];
        foreach (var name in names)
        {
            if (name is not null && _resources.TryGetValue(name, out var resource))
            {
                return resource;
            }
        }
        return Environments.GetValueOrDefault(one.Target, one.Target);
    }
}
