using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>Runs every policy and says what each found; a resource may be waived, with a reason, and no more than is needed.</summary>
internal sealed class PolicyCheck(IEnumerable<IPolicy> policies)
{
    /// <summary>In the order in which findings are told. A new policy is a line here.</summary>
    public static IReadOnlyList<IPolicy> All { get; } =
    [
        new ImageTagPolicy(),
        new NonRootPolicy(),
        new LimitsPolicy(),
        new ProbesPolicy(),
        new InlineSecretPolicy(),
        new LabelsPolicy(),
        new PublicDatabasePolicy(),
        new MockPolicy(),
        new EncryptionInTransitPolicy(),
        new BackupsPolicy(),
        new RedundancyPolicy(),
    ];

    /// <param name="environments">The compute environment of each target, by the target's name.</param>
    /// <param name="secretValues">What secret parameters are set to on this machine, by name.</param>
    public void Run(
        TargetContext target,
        IReadOnlyDictionary<string, string> environments,
        IReadOnlyDictionary<string, string> secretValues
    )
    {
        var waivers = Waivers(target).ToList();
        var used = new HashSet<StagedWaiver>();
        var context = new PolicyContext(target.Models, target.Output, environments, secretValues);
        foreach (var policy in policies)
        {
            target.CancellationToken.ThrowIfCancellationRequested();
            // What is wrong in several stages is told once.
            foreach (
                var judged in policy
                    .Check(context)
                    .Distinct()
                    .Select(violation => (Violation: violation, Waiver: WaiverOf(policy.Id, violation, waivers, used)))
                    .GroupBy(one => (one.Violation.Resource, one.Violation.Problem, one.Violation.Remedy, one.Waiver?.Reason))
            )
            {
                var (resource, problem, remedy, reason) = judged.Key;
                var text = Where([.. judged.Select(one => one.Violation.Stage).OfType<Stage>().Distinct()]) + problem;
                target.Report.Add(
                    reason is null
                        ? new Finding(FindingLevel.Error, resource, $"{text} {remedy}") { Rule = policy.Id.ToString() }
                        : new Finding(FindingLevel.Waived, resource, $"{text} Waived: {reason}") { Rule = policy.Id.ToString() }
                );
            }
        }
        foreach (var unused in waivers.Where(waiver => !used.Contains(waiver)))
        {
            target.Report.Add(
                new Finding(
                    FindingLevel.Error,
                    unused.Resource,
                    $"{Where(unused.Stages)}the waiver of {unused.Waiver.Policy} waives nothing ({unused.Waiver.Reason}). Take it out: .Waive(Policy.{unused.Waiver.Policy}, …)."
                )
                {
                    Rule = unused.Waiver.Policy.ToString(),
                }
            );
        }
    }

    private static Waiver? WaiverOf(Policy id, Violation violation, IReadOnlyList<StagedWaiver> waivers, HashSet<StagedWaiver> used)
    {
        // A violation in a file of all stages is waived where every stage's is.
        var matching = waivers
            .Where(waiver =>
                waiver.Waiver.Policy == id
                && waiver.Resource == violation.Resource
                && (
                    waiver.Stages.Count == 0
                    || (violation.Stage is { } stage ? waiver.Stages.Contains(stage) : Stages.All.All(waiver.Stages.Contains))
                )
            )
            .ToList();
        used.UnionWith(matching);
        return matching.FirstOrDefault()?.Waiver;
    }

    /// <summary><c>staging, prod: </c>; of all stages, or none, nothing.</summary>
    private static string Where(IReadOnlyList<Stage> stages) =>
        stages.Count == 0 || stages.Count == Stages.All.Count ? "" : $"{string.Join(", ", stages.Select(stage => stage.Name()))}: ";

    private static IEnumerable<StagedWaiver> Waivers(TargetContext target) =>
        from resource in target.Models[0].Graph.Resources
        from annotation in resource.Annotations.OfType<IntentAnnotation<Waiver>>()
        select new StagedWaiver(resource.Name, annotation.Intent, annotation.Stages);

    private sealed record StagedWaiver(string Resource, Waiver Waiver, IReadOnlyList<Stage> Stages);
}
