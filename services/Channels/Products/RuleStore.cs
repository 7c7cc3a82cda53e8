using System.Text.Json;
using Channels.Malls;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Products;

/// <summary>The rules of each mall, and what follows from them for every product.</summary>
internal sealed class RuleStore(
    NpgsqlDataSource database,
    ListingStore listings,
    ChannelSet channels,
    ChannelsOptions options,
    TimeProvider time
)
{
    /// <summary>Writes down malls that are new, with the rules that configuration gives them and whatever products are known.</summary>
    public async Task SeedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        foreach (var channel in channels.All)
        {
            var rules = options.RulesOf(channel.Name);
            var added = await connection.ExecuteAsync(
                """
                insert into channels (name, rules, updated_at) values (@Name, @rules::jsonb, @now) on conflict (name) do nothing;
                """,
                new
                {
                    channel.Name,
                    rules = JsonSerializer.Serialize(rules, ChannelsJson.Default.ChannelRules),
                    now = time.UtcNow(),
                },
                transaction
            );
            await connection.ExecuteAsync(
                "insert into channel_progress (channel) values (@Name) on conflict (channel) do nothing",
                new { channel.Name },
                transaction
            );
            if (added > 0)
                await ApplyAsync(transaction, channel, rules);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The rules of all malls, which stay as they are until the transaction ends.</summary>
    public static async Task<Dictionary<string, ChannelRules>> LockAsync(NpgsqlTransaction transaction)
    {
        var rows = await transaction.Connection!.QueryAsync<(string Name, string Rules)>(
            "select name, rules::text from channels order by name for share",
            transaction: transaction
        );
        return rows.ToDictionary(row => row.Name, row => Read(row.Rules));
    }

    public async Task<ChannelRules?> FindAsync(string channel, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rules = await connection.QuerySingleOrDefaultAsync<string>(
            "select rules::text from channels where name = @channel",
            new { channel }
        );
        return rules is null ? null : Read(rules);
    }

    /// <summary>Sets a mall's rules, with all that follows for its products.</summary>
    public async Task SetAsync(ISalesChannel channel, ChannelRules rules, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(
            "update channels set rules = @rules::jsonb, updated_at = @now where name = @Name",
            new
            {
                channel.Name,
                rules = JsonSerializer.Serialize(rules, ChannelsJson.Default.ChannelRules),
                now = time.UtcNow(),
            },
            transaction
        );
        await ApplyAsync(transaction, channel, rules);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task ApplyAsync(NpgsqlTransaction transaction, ISalesChannel channel, ChannelRules rules)
    {
        var products = await transaction.Connection!.QueryAsync<string>(
            "select product::text from products order by id",
            transaction: transaction
        );
        var offers = products.Select(json =>
        {
            var product = JsonSerializer.Deserialize(json, ChannelsJson.Default.CatalogProduct)!;
            return (product.Id, ProductMapping.Apply(rules, channel.Limits, product));
        });
        await listings.WantAsync(transaction, channel.Name, [.. offers]);
    }

    private static ChannelRules Read(string json) =>
        JsonSerializer.Deserialize(json, ChannelsJson.Default.ChannelRules) ?? throw new JsonException("A channel's rules are null.");
}
