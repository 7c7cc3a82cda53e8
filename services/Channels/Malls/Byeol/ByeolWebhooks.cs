using Channels.Orders;
using Channels.Products;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Malls.Byeol;

/// <summary>What 별마켓 tells by webhooks, on the same way in as what a poll finds.</summary>
internal sealed class ByeolWebhooks(NpgsqlDataSource database, OrderIntake intake, TimeProvider time)
{
    /// <summary>A replay is refused by its nonce for as long as its time would be accepted, and a while beyond.</summary>
    private static readonly TimeSpan Remembered = ByeolSignature.Tolerance * 3;

    /// <summary>Committed when this returns; false, and nothing done, where the nonce was used before.</summary>
    public async Task<bool> ReceiveAsync(string nonce, ByeolEvent told, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await RememberAsync(transaction, nonce, now))
            return false;
        if (told.Data?.Order is { } order)
            await intake.ReceiveAsync(transaction, ByeolChannel.Id, [ByeolChannel.Read(order)], OrderIntake.Webhook, cancellationToken);
        if (told.Data?.Item is { } item && ProductCode.Parse(item.ExternalItemId) is { } product)
            await ReviewedAsync(transaction, item, product, now);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> RememberAsync(NpgsqlTransaction transaction, string nonce, DateTime now)
    {
        var connection = transaction.Connection!;
        await connection.ExecuteAsync(
            "delete from webhook_nonces where received_at < @before",
            new { before = now - Remembered },
            transaction
        );
        var remembered = await connection.ExecuteAsync(
            "insert into webhook_nonces (channel, nonce, received_at) values (@Id, @nonce, @now) on conflict do nothing",
            new
            {
                ByeolChannel.Id,
                nonce,
                now,
            },
            transaction
        );
        return remembered == 1;
    }

    /// <summary>What waited for the review is told now; what was refused says why, until it changes.</summary>
    private static async Task ReviewedAsync(NpgsqlTransaction transaction, ByeolItem item, long product, DateTime now)
    {
        await transaction.Connection!.ExecuteAsync(
            """
            update listings set due_at = case when due_at is null then null else @now end, error = @rejected
            where channel = @Id and product_id = @product
            """,
            new
            {
                ByeolChannel.Id,
                product,
                now,
                rejected = item.Status == "REJECTED" ? $"The mall has rejected it: {item.RejectReason}" : null,
            },
            transaction
        );
        await ListingStore.AnnounceAsync(transaction, ByeolChannel.Id);
    }
}
