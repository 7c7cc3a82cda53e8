using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Elasticsearch;
using Platform.ServiceDefaults.Problems;
using Search.Queries;

namespace Search.Apis;

internal static class SearchApi
{
    private const int MaxSuggestions = 20;

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/search").NameBadQueryFields().WithTags("Search");
        api.MapGet("/", SearchAsync)
            .WithName("SearchProducts")
            .WithSummary("Products that match a text, filtered, sorted, by page, with what else there is to choose")
            .ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapGet("/suggest", SuggestAsync)
            .WithName("SuggestProducts")
            .WithSummary("What a text that is being typed may become")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Results<Ok<SearchResult>, ValidationProblem, ProblemHttpResult>> SearchAsync(
        ProductSearch search,
        CancellationToken cancellationToken,
        [Description("Words in Korean, English or both; without any, all products")] string? q = null,
        [Description("Slug of a category")] string? category = null,
        [Description("Won, inclusive")] long? minPrice = null,
        [Description("Won, inclusive")] long? maxPrice = null,
        [Description("true: what can be bought; false: what is sold out")] bool? inStock = null,
        [Description("relevance (default), price, -price or newest")] string? sort = null,
        [Description("From 1; pages reach the first 10,000 products")] int page = 1,
        [Description("1 to 100")] int pageSize = 20,
        [Description("start: gives a cursor to go on with, beyond 10,000 products too; else the cursor of the answer before")]
            string? cursor = null
    )
    {
        var query = new SearchQuery(q, category, minPrice, maxPrice, inStock, sort, page, pageSize, cursor);
        var validation = query.Validate();
        if (validation.Failed)
            return validation.ToProblem();
        if (cursor is null)
            return TypedResults.Ok(await search.PageAsync(query, cancellationToken));
        if (cursor == SearchQuery.Start)
            return TypedResults.Ok(await search.StartAsync(query, cancellationToken));
        return await ContinueAsync(search, query, cursor, cancellationToken);
    }

    private static async Task<Results<Ok<SearchResult>, ValidationProblem, ProblemHttpResult>> ContinueAsync(
        ProductSearch search,
        SearchQuery query,
        string cursor,
        CancellationToken cancellationToken
    )
    {
        const string foreign = "This is no cursor of this search: go on with the same text, filters and order.";
        if (Cursor.Read(cursor, query) is not { } place)
            return Problem.Invalid("cursor", foreign);
        try
        {
            return TypedResults.Ok(await search.ContinueAsync(query, place.View, place.After, cancellationToken));
        }
        catch (ElasticsearchException error) when (error.Status == StatusCodes.Status404NotFound)
        {
            // Not asked for in time, or a view of an index that is gone.
            var again = $"The cursor has expired. Begin again with cursor={SearchQuery.Start}.";
            return Problem.Of(StatusCodes.Status410Gone, again, "cursor_expired");
        }
        catch (ElasticsearchException error) when (error.Status == StatusCodes.Status400BadRequest)
        {
            // Somebody has made it up.
            return Problem.Invalid("cursor", foreign);
        }
    }

    private static async Task<Results<Ok<Suggestions>, ValidationProblem>> SuggestAsync(
        ProductSuggester suggester,
        CancellationToken cancellationToken,
        [Description("What was typed so far: 노트ㅂ, 노틉, ㄴㅌㅂ, lapt")] string? q = null,
        [Description("1 to 20")] int limit = 10
    )
    {
        var validation = new Validation()
            .Check(
                q is null or { Length: <= SearchQuery.LongestText },
                "q",
                $"The text must have at most {SearchQuery.LongestText} characters."
            )
            .Check(limit is >= 1 and <= MaxSuggestions, "limit", $"The limit must be between 1 and {MaxSuggestions}.");
        return validation.Failed
            ? validation.ToProblem()
            : TypedResults.Ok(await suggester.SuggestAsync(q ?? "", limit, cancellationToken));
    }
}
