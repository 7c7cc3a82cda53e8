using System.Globalization;
using System.Text.RegularExpressions;
using Platform.ServiceDefaults.Elasticsearch;

namespace Search.Index;

/// <summary>An index that a rebuild fills, and until when it is taken to be at it.</summary>
internal sealed record Claim(string Index, DateTimeOffset Until);

/// <summary>
/// The indices of products and what they go by. The aliases are all the memory that replicas share: they change together or not at all, and are
/// gone when the indices are.
/// </summary>
/// <param name="Live">What is searched; null when there is none.</param>
/// <param name="IsComplete">False: the live index is the empty one that was made where there was none, or of another schema.</param>
/// <param name="Claim">The newest rebuild, if it is not heard of as ended.</param>
/// <param name="Leftovers">Indices that are neither searched nor claimed.</param>
/// <param name="Highest">Of the numbers in their names.</param>
internal sealed partial record IndexState(string? Live, bool IsComplete, Claim? Claim, IReadOnlyList<string> Leftovers, int Highest)
{
    /// <summary>Of the index that is searched.</summary>
    public const string LiveAlias = "products";

    /// <summary>Of the index that a rebuild fills: changes are written to it too.</summary>
    public const string BuildingAlias = "products-building";

    /// <summary>Of a live index that began empty and was not yet replaced by one read from Catalog.</summary>
    public const string IncompleteAlias = "products-incomplete";

    private const string LeasePrefix = "products-lease-";

    public static async Task<IndexState> ReadAsync(IElasticsearchClient client, CancellationToken cancellationToken) =>
        Of(await client.GetAliasesOfAsync("products-*", cancellationToken));

    public static IndexState Of(IReadOnlyDictionary<string, IReadOnlyList<string>> aliases)
    {
        var ours = aliases
            .Select(index => (Name: index.Key, Aliases: index.Value, Match: NamePattern().Match(index.Key)))
            .Where(index => index.Match.Success)
            .Select(index =>
                (index.Name, index.Aliases, Number: int.Parse(index.Match.Groups["number"].Value, CultureInfo.InvariantCulture))
            )
            .OrderByDescending(index => index.Number)
            .ToList();
        var live = ours.FirstOrDefault(index => index.Aliases.Contains(LiveAlias));
        var claim = ours.Where(index => index.Name != live.Name)
            .Select(index => index.Aliases.Select(Expiry).Max() is { } until ? new Claim(index.Name, until) : null)
            .FirstOrDefault(found => found is not null);
        return new(
            live.Name,
            live.Name is not null && !live.Aliases.Contains(IncompleteAlias) && live.Name.Contains($"-{IndexDefinition.Schema}-"),
            claim,
            [.. ours.Select(index => index.Name).Where(name => name != live.Name && name != claim?.Index)],
            ours.Select(index => index.Number).DefaultIfEmpty(-1).Max()
        );
    }

    /// <summary>The name of the next index. Whoever creates it first has it: there is no second one of that name.</summary>
    public string Next => string.Create(CultureInfo.InvariantCulture, $"products-{IndexDefinition.Schema}-{Highest + 1:D6}");

    /// <summary>An alias that says until when a rebuild is taken to be running.</summary>
    public static string Lease(DateTimeOffset until) => LeasePrefix + until.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? Expiry(string alias) =>
        alias.StartsWith(LeasePrefix, StringComparison.Ordinal)
        && long.TryParse(alias.AsSpan(LeasePrefix.Length), CultureInfo.InvariantCulture, out var until)
            ? DateTimeOffset.FromUnixTimeMilliseconds(until)
            : null;

    [GeneratedRegex("^products-v[0-9]+-(?<number>[0-9]{6,9})$")]
    private static partial Regex NamePattern();
}
