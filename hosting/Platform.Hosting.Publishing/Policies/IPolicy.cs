using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Policies;

/// <summary>One rule for whatever is published.</summary>
internal interface IPolicy
{
    Policy Id { get; }

    IEnumerable<Violation> Check(PolicyContext context);
}

/// <summary>A rule is broken.</summary>
/// <param name="Resource">The resource that breaks it: its waiver counts. Of what is no resource's, the environment's.</param>
/// <param name="Stage">Null: in a file of all stages.</param>
/// <param name="Problem">What is wrong, and where: a sentence.</param>
/// <param name="Remedy">What to do: a sentence.</param>
internal sealed record Violation(string Resource, Stage? Stage, string Problem, string Remedy);
