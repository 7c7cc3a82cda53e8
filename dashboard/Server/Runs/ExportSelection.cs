namespace Platform.Dashboard.Runs;

/// <summary>What is exported: pairs of a resource and a sort of data, each <c>select=ordering:traces</c>; all where there is none.</summary>
internal sealed class ExportSelection
{
    public const string Resources = "resources";
    public const string Console = "console";
    public static readonly string[] Sorts = [Resources, Console, "traces", "logs", "metrics"];
    private readonly HashSet<(string Sort, string Resource)> chosen = [];
    private readonly bool all;

    /// <exception cref="RunException">A pair is none.</exception>
    public ExportSelection(IEnumerable<string?> pairs)
    {
        foreach (var pair in pairs.OfType<string>())
        {
            // The sort stands last: a resource's name may hold a colon.
            var colon = pair.LastIndexOf(':');
            if (colon < 1 || !Sorts.Contains(pair[(colon + 1)..]))
            {
                throw new RunException(
                    $"'{pair}' selects nothing. Write select=RESOURCE:SORT with one of {string.Join(", ", Sorts)}.",
                    StatusCodes.Status400BadRequest
                );
            }
            chosen.Add((pair[(colon + 1)..], pair[..colon].ToLowerInvariant()));
        }
        all = chosen.Count == 0;
    }

    public bool Has(string sort) => all || chosen.Any(each => each.Sort == sort);

    public bool Has(string sort, string resource) => all || chosen.Contains((sort, resource.ToLowerInvariant()));
}
