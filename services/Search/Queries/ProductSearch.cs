using System.Globalization;
using System.Text.Json.Nodes;
using Platform.ServiceDefaults.Elasticsearch;
using Search.Index;

namespace Search.Queries;

/// <summary>Finds products.</summary>
internal sealed class ProductSearch(IElasticsearchClient client, CategoryNames names, SearchOptions options)
{
    public async Task<SearchResult> PageAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var found = await client.SearchAsync(IndexState.LiveAlias, SearchBody.Page(query), SearchJson.Default.Product, cancellationToken);
        var total = found.Total?.Value ?? 0;
        var facets = FacetBody.Read(found.Aggregations!.Value, await names.GetAsync(cancellationToken));
        var better = total <= DidYouMean.Little ? await BetterAsync(query, total, cancellationToken) : null;
        return new(Items(found), total, query.Page, query.PageSize, facets, better, Cursor: null);
    }

    /// <summary>The first products, and a cursor to go on with.</summary>
    public async Task<SearchResult> StartAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var view = await client.OpenPointInTimeAsync(IndexState.LiveAlias, options.CursorLifetime, cancellationToken);
        return await SliceAsync(query, view, after: null, cancellationToken);
    }

    /// <summary>What follows a cursor.</summary>
    /// <exception cref="ElasticsearchException">404: the view has expired.</exception>
    public Task<SearchResult> ContinueAsync(SearchQuery query, string view, JsonNode after, CancellationToken cancellationToken) =>
        SliceAsync(query, view, after, cancellationToken);

    private async Task<SearchResult> SliceAsync(SearchQuery query, string view, JsonNode? after, CancellationToken cancellationToken)
    {
        var keepAlive = ((long)options.CursorLifetime.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "ms";
        var body = SearchBody.Slice(query, view, keepAlive, after);
        var found = await client.SearchAsync(index: null, body, SearchJson.Default.Product, cancellationToken);
        view = found.PointInTimeId ?? view;
        string? next = null;
        if (found.Hits.Count == query.PageSize && found.Hits[^1].Sort is { } last)
            next = Cursor.Write(view, last, query);
        else
            await client.ClosePointInTimeAsync(view, cancellationToken);
        return new(Items(found), found.Total?.Value ?? 0, query.Page, query.PageSize, Facets: null, DidYouMean: null, next);
    }

    /// <summary>Another text, if it finds more under the same filters.</summary>
    private async Task<string?> BetterAsync(SearchQuery query, long total, CancellationToken cancellationToken)
    {
        if (query.Text is not { } text)
            return null;
        var suggested = await client.SearchAsync(
            IndexState.LiveAlias,
            DidYouMean.Body(text),
            SearchJson.Default.Product,
            cancellationToken
        );
        if (suggested.Suggest is not { } suggest || DidYouMean.Read(suggest, text) is not { } other)
            return null;
        var body = Dsl.Of("query", Dsl.Filtered(SearchBody.Text(other), Filters.Of(query).Values));
        return await client.CountAsync(IndexState.LiveAlias, body, cancellationToken) > total ? other : null;
    }

    private static IReadOnlyList<FoundProduct> Items(SearchResponse<Product> found) =>
        [
            .. from hit in found.Hits
            let product = hit.Source!
            select new FoundProduct(
                product.Id,
                product.Name,
                product.NameEn,
                product.Description,
                product.Category,
                product.Price,
                product.Stock,
                product.Version,
                product.CreatedAt,
                hit.Highlight.ToDictionary(field => field.Key, field => Marked.ToHtml(field.Value[0]))
            ),
        ];
}
