using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>One rule for whatever is published.</summary>
internal interface IPolicy
{
    Policy Id { get; }

    IEnumerable<Violation> Check(PolicyContext context);
}

/// <summary>A rule is broken.</summary>
/// <param name="Resource">The component that breaks it: its waiver counts. Null: nobody's, as far as can be told.</param>
/// <param name="Stage">Null: in a file of all stages.</param>
/// <param name="Problem">What is wrong, and where: a sentence.</param>
/// <param name="Remedy">What to do: a sentence.</param>
internal sealed record Violation(string? Resource, Stage? Stage, string Problem, string Remedy);

/// <summary>What policies look at: the models of all stages, and what was made of them.</summary>
internal sealed record PolicyContext(IReadOnlyList<DeploymentModel> Models, OutputTree Output);
