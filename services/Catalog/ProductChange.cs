using Platform.ServiceDefaults.Problems;

namespace Catalog;

/// <summary>What may be changed on a product; null leaves a value as it is.</summary>
/// <param name="Category">Slug of a category that there is.</param>
public sealed record ProductChange(long? Price, int? Stock, string? Name, string? NameEn, string? Description, string? Category)
{
    private const int LongestName = 200;
    private const int LongestDescription = 4_000;

    /// <summary>This change as it is stored: names without spaces around them.</summary>
    internal ProductChange Trimmed() => this with { Name = Name?.Trim(), NameEn = NameEn?.Trim(), Description = Description?.Trim() };

    internal Validation Validate() =>
        new Validation()
            .Check(Price is null or >= 0, "price", "The price must not be negative.")
            .Check(Stock is null or >= 0, "stock", "The stock must not be negative.")
            .Check(Name is null or { Length: > 0 and <= LongestName }, "name", $"The name must have 1 to {LongestName} characters.")
            .Check(
                NameEn is null or { Length: > 0 and <= LongestName },
                "nameEn",
                $"The English name must have 1 to {LongestName} characters."
            )
            .Check(
                Description is null or { Length: <= LongestDescription },
                "description",
                $"The description must have at most {LongestDescription} characters."
            )
            // PostgreSQL's text knows all characters but this one.
            .Check(Name?.Contains('\0') is not true, "name", "The name must not contain the character NUL.")
            .Check(NameEn?.Contains('\0') is not true, "nameEn", "The English name must not contain the character NUL.")
            .Check(Description?.Contains('\0') is not true, "description", "The description must not contain the character NUL.");
}
