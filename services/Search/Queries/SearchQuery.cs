using Platform.ServiceDefaults.Problems;
using Search.Index;

namespace Search.Queries;

/// <summary>What a shopper looks for.</summary>
/// <param name="MinPrice">Won, inclusive.</param>
/// <param name="MaxPrice">Won, inclusive.</param>
/// <param name="InStock">True: what can be bought; false: what is sold out; null: both.</param>
/// <param name="Page">From 1.</param>
/// <param name="Cursor">Null: by page. <see cref="Start"/>: from the beginning, with a cursor to go on. Else a cursor that was given.</param>
internal sealed record SearchQuery(
    string? Q,
    string? Category,
    long? MinPrice,
    long? MaxPrice,
    bool? InStock,
    string? Sort,
    int Page,
    int PageSize,
    string? Cursor
)
{
    public const string Start = "start";
    public const string Relevance = "relevance";
    public const string Newest = "newest";
    public const int LongestText = 100;

    /// <summary>How far pages reach: a page's cost grows with all that come before it.</summary>
    public const int Window = 10_000;

    private const int MaxPageSize = 100;
    private const int LongestCursor = 4_000;

    /// <summary>The text without spaces around it; null where there is none.</summary>
    public string? Text => string.IsNullOrWhiteSpace(Q) ? null : Hangul.Compose(Q).Trim();

    /// <summary>Without a text nothing is more relevant than another.</summary>
    public string Order
    {
        get
        {
            var order = string.IsNullOrEmpty(Sort) ? Relevance : Sort;
            return order == Relevance && Text is null ? Newest : order;
        }
    }

    /// <summary>The same for all that ask for the same products in the same order.</summary>
    public string Identity => FormattableString.Invariant($"{Text}|{Category}|{MinPrice}|{MaxPrice}|{InStock}|{Order}");

    public Validation Validate() =>
        new Validation()
            .Check(Page >= 1, "page", "The page must be 1 or higher.")
            .Check(PageSize is >= 1 and <= MaxPageSize, "pageSize", $"The page size must be between 1 and {MaxPageSize}.")
            .Check(
                Page < 1 || PageSize < 1 || (long)Page * PageSize <= Window,
                "page",
                $"Pages reach the first {Window} products; beyond, begin with cursor={Start} and go on with the cursor of each answer."
            )
            .Check(Cursor is null || Page == 1, "page", "With a cursor there are no pages.")
            .Check(Cursor is null or { Length: <= LongestCursor }, "cursor", "This is no cursor of a search.")
            .Check(MinPrice is null or >= 0, "minPrice", "The lowest price must not be negative.")
            .Check(MaxPrice is null || MaxPrice >= (MinPrice ?? 0), "maxPrice", "The highest price must not be below the lowest.")
            .Check(Category is null or { Length: <= 100 }, "category", "A category's slug has at most 100 characters.")
            .Check(Q is null or { Length: <= LongestText }, "q", $"The search text must have at most {LongestText} characters.")
            .Check(
                Sort is null or "" or Relevance or "price" or "-price" or Newest,
                "sort",
                "The order must be one of: relevance, price, -price, newest."
            );
}
