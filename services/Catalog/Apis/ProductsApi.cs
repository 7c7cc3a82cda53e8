using System.ComponentModel;
using Catalog.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.ServiceDefaults.Problems;

namespace Catalog.Apis;

internal static class ProductsApi
{
    private const int MaxRun = 1_000;

    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").NameBadQueryFields().WithTags("Products");
        api.MapGet("/products", ListAsync).WithName("ListProducts").WithSummary("Products, filtered, sorted, by page");
        api.MapGet("/products/{id:long}", GetAsync).WithName("GetProduct").WithSummary("One product");
        api.MapGet("/categories", CategoriesAsync).WithName("ListCategories").WithSummary("All categories with their number of products");

        // For operators and, later, sellers' tools: the gateway routes nothing under /internal.
        app.MapPatch("/internal/products/{id:long}", ChangeAsync).ExcludeFromDescription();
        app.MapGet("/internal/products", ReadAsync).NameBadQueryFields().ExcludeFromDescription();
    }

    private static async Task<Results<Ok<PaginatedItems<Product>>, ValidationProblem>> ListAsync(
        ProductCache products,
        CancellationToken cancellationToken,
        [Description("Slug of a category")] string? category = null,
        [Description("Part of the Korean or English name")] string? q = null,
        [Description("Won, inclusive")] long? minPrice = null,
        [Description("Won, inclusive")] long? maxPrice = null,
        [Description("true: what can be bought; false: what is sold out")] bool? inStock = null,
        [Description("name (default), price, -price or newest")] string? sort = null,
        [Description("From 1")] int page = 1,
        [Description("1 to 100")] int pageSize = ProductQuery.DefaultPageSize
    )
    {
        var query = new ProductQuery(category, q, minPrice, maxPrice, inStock, sort, page, pageSize);
        return query.Validate() is { Count: > 0 } errors
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(await products.ListAsync(query, cancellationToken));
    }

    private static async Task<Results<Ok<Product>, ProblemHttpResult>> GetAsync(
        long id,
        ProductCache products,
        CancellationToken cancellationToken
    ) =>
        await products.FindAsync(id, cancellationToken) is { } product
            ? TypedResults.Ok(product)
            : Problem.NotFound($"There is no product {id}.");

    private static async Task<Ok<PaginatedItems<Category>>> CategoriesAsync(ProductCache products, CancellationToken cancellationToken) =>
        TypedResults.Ok(await products.CategoriesAsync(cancellationToken));

    /// <summary>For those who keep a copy of all products, such as an index.</summary>
    private static async Task<Results<Ok<ProductRun>, ValidationProblem>> ReadAsync(
        ProductStore store,
        CancellationToken cancellationToken,
        long after = 0,
        int limit = 100
    ) =>
        limit is < 1 or > MaxRun
            ? Problem.Invalid("limit", $"The limit must be between 1 and {MaxRun}.")
            : TypedResults.Ok(await store.ReadAsync(after, limit, cancellationToken));

    private static async Task<Results<Ok<Product>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        long id,
        ProductChange change,
        ProductStore store,
        ProductCache products,
        CancellationToken cancellationToken
    )
    {
        change = change.Trimmed();
        var validation = change.Validate();
        if (change.Category is { } category && !validation.Failed)
        {
            validation.Check(await store.IsCategoryAsync(category, cancellationToken), "category", $"There is no category '{category}'.");
        }
        if (validation.Failed)
        {
            return validation.ToProblem();
        }
        if (await store.ChangeAsync(id, change, cancellationToken) is not { } product)
        {
            return Problem.NotFound($"There is no product {id}.");
        }
        await products.EditedAsync(id, categories: change.Category is not null);
        return TypedResults.Ok(product);
    }
}
