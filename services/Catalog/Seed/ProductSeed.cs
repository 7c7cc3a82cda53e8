using Catalog.Data;
using Npgsql;
using NpgsqlTypes;

namespace Catalog.Seed;

/// <summary>Fills an empty database: in development always, elsewhere when <c>Seed__Enabled</c> says so.</summary>
internal static class ProductSeed
{
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var check = new NpgsqlCommand("select exists (select from categories)", connection, transaction);
        if (await check.ExecuteScalarAsync(cancellationToken) is true)
        {
            return;
        }

        var (categories, products) = SeedCatalog.Read();
        await CopyAsync(connection, categories, cancellationToken);
        await CopyAsync(connection, products, cancellationToken);
        await using var next = new NpgsqlCommand(
            $"""
            alter table products alter column id restart with {products.Count + 1};
            analyze products;
            insert into outbox (topic, key, type, payload, created_at)
            select '{ProductEvents.Topic}', p.id::text, 'product.created', product_payload(p), now() from products p order by p.id
            """,
            connection,
            transaction
        );
        await next.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<SeedCategory> categories, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy categories (slug, name, name_en, position) from stdin (format binary)",
            cancellationToken
        );
        foreach (var category in categories)
        {
            copy.StartRow();
            copy.Write(category.Slug, NpgsqlDbType.Text);
            copy.Write(category.Name, NpgsqlDbType.Text);
            copy.Write(category.NameEn, NpgsqlDbType.Text);
            copy.Write(category.Position, NpgsqlDbType.Integer);
        }
        await copy.CompleteAsync(cancellationToken);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, List<SeedProduct> products, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy products (id, name, name_en, description, category, price, stock, created_at) from stdin (format binary)",
            cancellationToken
        );
        foreach (var product in products)
        {
            copy.StartRow();
            copy.Write((long)product.Id, NpgsqlDbType.Bigint);
            copy.Write(product.Name, NpgsqlDbType.Text);
            copy.Write(product.NameEn, NpgsqlDbType.Text);
            copy.Write(product.Description, NpgsqlDbType.Text);
            copy.Write(product.Category, NpgsqlDbType.Text);
            copy.Write(product.Price, NpgsqlDbType.Bigint);
            copy.Write(product.Stock, NpgsqlDbType.Integer);
            copy.Write(product.CreatedAt, NpgsqlDbType.TimestampTz);
        }
        await copy.CompleteAsync(cancellationToken);
    }
}
