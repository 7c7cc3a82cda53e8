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
            foreach (var violation in policy.Check(context).Distinct())
            {
                target.CancellationToken.ThrowIfCancellationRequested();
                target.Report.Add(Judge(policy.Id, violation, waivers, used));
            }
        }
        foreach (var unused in waivers.Where(waiver => !used.Contains(waiver)))
        {
            target.Report.Add(
                new Finding(
                    FindingLevel.Error,
                    unused.Resource,
                    $"{unused.Where}the waiver of {unused.Waiver.Policy} waives nothing ({unused.Waiver.Reason}). Take it out: .Waive(Policy.{unused.Waiver.Policy}, …)."
                )
                {
                    Rule = unused.Waiver.Policy.ToString(),
                }
            );
        }
    }

    private static Finding Judge(Policy id, Violation violation, IReadOnlyList<StagedWaiver> waivers, HashSet<StagedWaiver> used)
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
        var where = violation.Stage is { } one ? $"{one.Name()}: " : "";
        return matching.Count > 0
            ? new Finding(FindingLevel.Waived, violation.Resource, $"{where}{violation.Problem} Waived: {matching[0].Waiver.Reason}")
            {
                Rule = id.ToString(),
            }
            : new Finding(FindingLevel.Error, violation.Resource, $"{where}{violation.Problem} {violation.Remedy}")
            {
                Rule = id.ToString(),
            };
    }

    private static IEnumerable<StagedWaiver> Waivers(TargetContext target) =>
        from resource in target.Models[0].Graph.Resources
        from annotation in resource.Annotations.OfType<IntentAnnotation<Waiver>>()
        select new StagedWaiver(resource.Name, annotation.Intent, annotation.Stages);

    private sealed record StagedWaiver(string Resource, Waiver Waiver, IReadOnlyList<Stage> Stages)
    {
        public string Where => Stages.Count == 0 ? "" : $"{string.Join(", ", Stages.Select(stage => stage.Name()))}: ";
    }
}
