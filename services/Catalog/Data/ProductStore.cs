using System.Text;
using Dapper;
using Npgsql;

namespace Catalog.Data;

/// <summary>Products and categories in PostgreSQL.</summary>
public sealed class ProductStore(NpgsqlDataSource database, ProductEvents events)
{
    private const string Columns = """
        id as "Id", name as "Name", name_en as "NameEn", description as "Description", category as "Category",
        price as "Price", stock as "Stock", version as "Version", created_at as "CreatedAt"
        """;

    public async Task<Product?> FindAsync(long id, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Product>(
            new CommandDefinition($"select {Columns} from products where id = @id", new { id }, cancellationToken: cancellationToken)
        );
    }

    public async Task<PaginatedItems<Product>> ListAsync(ProductQuery query, CancellationToken cancellationToken = default)
    {
        var filter = Filter(query);
        var sql = $"""
            select count(*) from products where {filter};
            select {Columns} from products where {filter} order by {query.Order} limit @limit offset @offset
            """;
        var parameters = new
        {
            category = query.Category,
            pattern = Pattern(query.Q),
            min = query.MinPrice,
            max = query.MaxPrice,
            limit = query.PageSize,
            offset = (long)(query.Page - 1) * query.PageSize,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(
            new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)
        );
        var total = await results.ReadSingleAsync<long>();
        return new([.. await results.ReadAsync<Product>()], total, query.Page, query.PageSize);
    }

    /// <summary>The products whose ids come after <paramref name="after"/>: whatever is changed meanwhile, none is passed over.</summary>
    public async Task<ProductRun> ReadAsync(long after, int limit, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var products = (
            await connection.QueryAsync<Product>(
                new CommandDefinition(
                    $"select {Columns} from products where id > @after order by id limit @limit",
                    new { after, limit },
                    cancellationToken: cancellationToken
                )
            )
        ).AsList();
        return new(products, products.Count == limit ? products[^1].Id : null);
    }

    public async Task<bool> IsCategoryAsync(string slug, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleAsync<bool>(
            new CommandDefinition(
                "select exists (select from categories where slug = @slug)",
                new { slug },
                cancellationToken: cancellationToken
            )
        );
    }

    public async Task<PaginatedItems<Category>> CategoriesAsync(CancellationToken cancellationToken = default)
    {
        const string Sql = """
            select c.slug as "Slug", c.name as "Name", c.name_en as "NameEn", count(p.id) as "Products"
            from categories c left join products p on p.category = c.slug
            group by c.slug order by c.position
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var categories = (await connection.QueryAsync<Category>(new CommandDefinition(Sql, cancellationToken: cancellationToken))).AsList();
        return new(categories, categories.Count, 1, Math.Max(1, categories.Count));
    }

    /// <returns>The product after the change; null when there is none.</returns>
    public async Task<Product?> ChangeAsync(long id, ProductChange change, CancellationToken cancellationToken = default)
    {
        const string Sql = $"""
            update products set price = coalesce(@Price, price), stock = coalesce(@Stock, stock), name = coalesce(@Name, name),
                name_en = coalesce(@NameEn, name_en), description = coalesce(@Description, description),
                category = coalesce(@Category, category), version = version + 1
            where id = @id returning {Columns}
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var product = await connection.QuerySingleOrDefaultAsync<Product>(
            new CommandDefinition(
                Sql,
                new
                {
                    id,
                    change.Price,
                    change.Stock,
                    change.Name,
                    change.NameEn,
                    change.Description,
                    change.Category,
                },
                transaction,
                cancellationToken: cancellationToken
            )
        );
        await events.ChangedAsync(transaction, [id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return product;
    }

    private static string Filter(ProductQuery query)
    {
        var filter = new StringBuilder("true");
        if (!string.IsNullOrEmpty(query.Category))
        {
            filter.Append(" and category = @category");
        }
        if (!string.IsNullOrWhiteSpace(query.Q))
        {
            filter.Append(" and (name ilike @pattern or name_en ilike @pattern)");
        }
        if (query.MinPrice is not null)
        {
            filter.Append(" and price >= @min");
        }
        if (query.MaxPrice is not null)
        {
            filter.Append(" and price <= @max");
        }
        if (query.InStock is { } inStock)
        {
            filter.Append(inStock ? " and stock > 0" : " and stock = 0");
        }
        return filter.ToString();
    }

    private static string Pattern(string? text) => $"%{text?.Trim().Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
}
