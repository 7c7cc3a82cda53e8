using Platform.Hosting.Publishing.Output;

namespace Platform.Hosting.Publishing.Settings;

/// <summary>Collects what is against the rules, with the paths of the values below a root.</summary>
internal sealed class SettingFindings(string root)
{
    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> All => findings;

    /// <param name="rule">What the value must be: <c>must be at least 1</c>.</param>
    public void Require(bool holds, string path, string rule, object? value = null)
    {
        if (!holds)
        {
            findings.Add(new(FindingLevel.Error, $"{root}:{path}", value is null ? $"{rule}." : $"{rule}; it is '{value}'."));
        }
    }
}
