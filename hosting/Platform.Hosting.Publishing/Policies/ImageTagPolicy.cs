using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>What runs today is what runs tomorrow: an image has a tag or a digest, and the tag is not <c>latest</c>.</summary>
internal sealed class ImageTagPolicy : IPolicy
{
    public Policy Id => Policy.ImageTag;

    public IEnumerable<Violation> Check(PolicyContext context) =>
        from model in context.Models
        from violation in model
            .Workloads.Select(workload => Problem(workload.Name, model.Stage, workload.Image))
            // Who else runs a store chooses its image.
            .Concat(
                model
                    .Stores.Where(store => store.Realization.Realization == Realization.Plain)
                    .Select(store => Problem(store.Name, model.Stage, store.Image))
            )
            .OfType<Violation>()
        select violation;

    private static Violation? Problem(string name, Stage stage, ImageReference image) =>
        image switch
        {
            { Digest: { Length: > 0 } } => null,
            { Tag: null or "" } => new(name, stage, $"its image {image} has no tag.", "Name one: .WithImageTag(\"1.2.3\")."),
            { Tag: "latest" } => new(
                name,
                stage,
                $"its image {image} is another one tomorrow.",
                "Name a version: .WithImageTag(\"1.2.3\")."
            ),
            _ => null,
        };
}
