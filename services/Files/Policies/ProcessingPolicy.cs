namespace Files.Policies;

/// <summary>Who processes a file: who was asked for, else by the first rule that fits, else the default.</summary>
/// <param name="available">Targets that this service is connected to; rules for others are passed over.</param>
public sealed class ProcessingPolicy(IReadOnlyList<ProcessingRule> rules, string fallback, IReadOnlyCollection<string> available)
{
    public Choice Choose(ProcessingFacts facts)
    {
        if (facts.Requested is { Length: > 0 } requested)
            return Matching.Requested(requested, available);
        var rule = rules.FirstOrDefault(rule => available.Contains(rule.Target) && Fits(rule, facts));
        return Matching.OrFallback(rule?.Target, fallback, available);
    }

    private static bool Fits(ProcessingRule rule, ProcessingFacts facts) =>
        Matching.Type(rule.Types, facts.ContentType)
        && Matching.Word(rule.Kind, facts.Kind)
        && Matching.Word(rule.StoredOn, facts.StoredOn)
        && Matching.Word(rule.AnalysisType, facts.AnalysisType)
        && Matching.Size(rule.MinBytes, rule.MaxBytes, facts.Size);
}
