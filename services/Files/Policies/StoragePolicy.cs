namespace Files.Policies;

/// <summary>Where a file is stored: where it was asked for, else by the first rule that fits, else at the default.</summary>
/// <param name="available">Stores that this service is connected to; rules for others are passed over.</param>
public sealed class StoragePolicy(IReadOnlyList<StorageRule> rules, string fallback, IReadOnlyCollection<string> available)
{
    public Choice Choose(StorageFacts facts)
    {
        if (facts.Requested is { Length: > 0 } requested)
            return Matching.Requested(requested, available);
        var rule = rules.FirstOrDefault(rule => available.Contains(rule.Target) && Fits(rule, facts));
        return Matching.OrFallback(rule?.Target, fallback, available);
    }

    private static bool Fits(StorageRule rule, StorageFacts facts) =>
        Matching.Type(rule.Types, facts.ContentType)
        && Matching.Word(rule.Kind, facts.Kind)
        && Matching.Size(rule.MinBytes, rule.MaxBytes, facts.Size);
}
