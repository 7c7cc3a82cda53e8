namespace Platform.Hosting.Publishing.Output;

/// <summary>What whoever publishes is told.</summary>
public sealed class PublishReport
{
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Findings => findings;

    public bool HasErrors => findings.Exists(finding => finding.Level == FindingLevel.Error);

    public void Add(Finding finding) => findings.Add(finding);
}

/// <param name="Subject">The resource, the file or the setting's path.</param>
/// <param name="Text">What is wrong, and what to do.</param>
public sealed record Finding(FindingLevel Level, string Subject, string Text)
{
    /// <summary>The rule that it is about, as <c>Policy</c> names it; null: none.</summary>
    public string? Rule { get; init; }
}

/// <summary>Errors stop publishing before anything is written.</summary>
public enum FindingLevel
{
    Note,
    Waived,
    Error,
}
