using System.Text.RegularExpressions;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>What runs today is what runs tomorrow: an image has a tag or a digest, and the tag is not <c>latest</c>.</summary>
internal sealed partial class ImageTagPolicy : IPolicy
{
    public Policy Id => Policy.ImageTag;

    public IEnumerable<Violation> Check(PolicyContext context)
    {
        var told = new HashSet<(string, Stage)>();
        foreach (var model in context.Models)
        {
            foreach (var (name, image) in Images(model))
            {
                if (Problem(image.ToString()) is { } problem)
                {
                    told.Add((name, model.Stage));
                    yield return new Violation(name, model.Stage, $"its image {image} {problem}.", Remedy);
                }
            }
        }
        foreach (var container in context.Containers.Where(one => !told.Contains((one.Resource, one.Object.Stage))))
        {
            // Variables are filled in where the target runs: what they stand for by default is what counts.
            var image = Variable().Replace(container.Tree["image"]?.ToString() ?? "", match => match.Groups["default"].Value);
            if (image.Length > 0 && Problem(image) is { } problem)
            {
                yield return new Violation(
                    container.Resource,
                    container.Object.Stage,
                    $"the image {image} of {container.Where} {problem}.",
                    Remedy
                );
            }
        }
    }

    private const string Remedy = "Name a version: .WithImageTag(\"1.2.3\").";

    private static IEnumerable<(string, ImageReference)> Images(DeploymentModel model) =>
        model
            .Workloads.Select(workload => (workload.Name, workload.Image))
            // Who else runs a store chooses its image.
            .Concat(
                model.Stores.Where(store => store.Realization.Realization == Realization.Plain).Select(store => (store.Name, store.Image))
            );

    private static string? Problem(string image)
    {
        if (image.Contains('@'))
        {
            return null;
        }
        var tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return tag < 0 ? "has no tag"
            : image[(tag + 1)..] is "latest" or "" ? "is another one tomorrow"
            : null;
    }

    [GeneratedRegex(@"\$\{[A-Za-z0-9_]+(?::?-(?<default>[^}]*)|:?\?[^}]*)?\}")]
    private static partial Regex Variable();
}
