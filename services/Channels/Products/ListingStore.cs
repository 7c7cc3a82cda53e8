using System.Diagnostics;
using System.Text.Json;
using Channels.Malls;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Products;

/// <summary>What each mall should know of each product, against what it was last told. Only the newest is ever sent.</summary>
internal sealed class ListingStore(NpgsqlDataSource database, TimeProvider time, ChannelsOptions options)
{
    /// <summary>Tells, with the commit, which mall there is something to push to.</summary>
    public const string Notices = "listings";

    private const string Columns = """
        product_id, wanted::text as wanted, wanted_version, wanted_at, told::text as told, reference, attempts, trace_parent
        """;

    /// <summary>
    /// Writes down what a mall should know; an offer of null takes the product off sale where it is. <paramref name="soldThere"/> has it told even if
    /// nothing differs: the mall counts its stock by itself.
    /// </summary>
    public async Task WantAsync(
        NpgsqlTransaction transaction,
        string channel,
        IReadOnlyCollection<(long ProductId, Offer? Offer)> offers,
        bool soldThere = false
    )
    {
        var now = time.UtcNow();
        var wanted = offers.Where(one => one.Offer is not null).ToList();
        var unwanted = offers.Where(one => one.Offer is null).Select(one => one.ProductId).ToArray();
        var changed = await transaction.Connection!.ExecuteAsync(
            """
            insert into listings as l (channel, product_id, wanted, wanted_at, due_at, trace_parent)
            select @channel, one.id, one.offer::jsonb, @now, @now, @trace from unnest(@ids, @offers) as one(id, offer) order by one.id
            on conflict (channel, product_id) do update set
                wanted = excluded.wanted, wanted_version = l.wanted_version + 1, trace_parent = excluded.trace_parent,
                wanted_at = case when l.due_at is null then excluded.wanted_at else l.wanted_at end,
                due_at = coalesce(l.due_at, excluded.due_at)
            where l.wanted is distinct from excluded.wanted or (@soldThere and excluded.wanted->>'stock' <> '0')
            """,
            new
            {
                channel,
                ids = wanted.Select(one => one.ProductId).ToArray(),
                offers = wanted.Select(one => JsonSerializer.Serialize(one.Offer!, ChannelsJson.Default.Offer)).ToArray(),
                soldThere,
                now,
                trace = Activity.Current?.Id,
            },
            transaction
        );
        if (unwanted.Length > 0)
            changed += await transaction.Connection!.ExecuteAsync(
                """
                update listings set wanted = wanted || '{"onSale": false, "stock": 0}', wanted_version = wanted_version + 1, trace_parent = @trace,
                    wanted_at = case when due_at is null then @now else wanted_at end, due_at = coalesce(due_at, @now)
                where channel = @channel and product_id = any(@unwanted) and wanted->>'onSale' = 'true'
                """,
                new
                {
                    channel,
                    unwanted,
                    now,
                    trace = Activity.Current?.Id,
                },
                transaction
            );
        if (changed > 0)
            await AnnounceAsync(transaction, channel);
    }

    /// <summary>Has products told once more as they are.</summary>
    public async Task TellAgainAsync(NpgsqlTransaction transaction, string channel, long[] products)
    {
        var now = time.UtcNow();
        var touched = await transaction.Connection!.ExecuteAsync(
            """
            update listings set wanted_version = wanted_version + 1, wanted_at = case when due_at is null then @now else wanted_at end,
                due_at = coalesce(due_at, @now)
            where channel = @channel and product_id = any(@products)
            """,
            new
            {
                channel,
                products,
                now,
            },
            transaction
        );
        if (touched > 0)
            await AnnounceAsync(transaction, channel);
    }

    /// <summary>
    /// What is due: of what the mall knows the longest waiting, and some that is new to it, so that neither holds the other up. Of what is new first what
    /// is in motion: a whole catalogue takes a mall's rate limit minutes.
    /// </summary>
    public async Task<IReadOnlyList<ListingRow>> DueAsync(string channel, int known, int unknown, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var due = await connection.QueryAsync<ListingRow>(
            $"""
            (select {Columns} from listings where channel = @channel and due_at <= @now and told is not null order by due_at limit @known)
            union all
            (select {Columns} from listings where channel = @channel and due_at <= @now and told is null 
             order by wanted_version desc, due_at limit @unknown)
            """,
            new
            {
                channel,
                known,
                unknown,
                now = time.UtcNow(),
            }
        );
        return due.AsList();
    }

    /// <summary>When something falls due next; null: nothing waits.</summary>
    public async Task<DateTime?> NextDueAsync(string channel, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<DateTime?>("select min(due_at) from listings where channel = @channel", new { channel });
    }

    /// <summary>Writes down what became of a push. What changed meanwhile is due at once.</summary>
    public async Task SettleAsync(string channel, IReadOnlyCollection<(ListingRow Row, PushResult Result)> pushed)
    {
        var now = time.UtcNow();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update listings l set
                told = case one.outcome when 'Told' then one.sent::jsonb when 'Forgotten' then null else l.told end,
                told_version = case when one.outcome = 'Told' then one.version else l.told_version end,
                told_at = case when one.outcome = 'Told' then @now else l.told_at end,
                reference = case one.outcome when 'Told' then coalesce(one.reference, l.reference) when 'Forgotten' then null else l.reference end,
                attempts = case when one.outcome in ('Told', 'Refused') then 0 else l.attempts + 1 end,
                error = one.reason,
                due_at = case when one.outcome in ('Told', 'Refused') then case when l.wanted_version = one.version then null else @now end
                              else @now + one.pause end
            from unnest(@ids, @versions, @outcomes, @sent, @references, @reasons, @pauses)
                as one(product_id, version, outcome, sent, reference, reason, pause)
            where l.channel = @channel and l.product_id = one.product_id
            """,
            new
            {
                channel,
                now,
                ids = pushed.Select(one => one.Row.ProductId).ToArray(),
                versions = pushed.Select(one => one.Row.WantedVersion).ToArray(),
                outcomes = pushed.Select(one => one.Result.Outcome.ToString()).ToArray(),
                sent = pushed.Select(one => one.Row.Wanted).ToArray(),
                references = pushed.Select(one => one.Result.Reference).ToArray(),
                reasons = pushed.Select(one => one.Result.Reason).ToArray(),
                pauses = pushed.Select(one => Pause(one.Row, one.Result)).ToArray(),
            }
        );
    }

    /// <summary>Has what the mall lost, or shows otherwise than it was told before <paramref name="since"/>, told again; returns how much that is.</summary>
    public async Task<int> CorrectAsync(
        string channel,
        IReadOnlyCollection<MallProduct> shown,
        DateTime since,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(
            """
            update listings l set
                told = case when shown.id is null then null else l.told || '{"name": ""}' end,
                reference = case when shown.id is null then null else l.reference end,
                wanted_at = @now, due_at = @now
            from listings own left join unnest(@ids, @names, @prices, @onSale) as shown(id, name, price, on_sale) on shown.id = own.product_id
            where own.channel = @channel and own.told is not null and own.due_at is null and own.told_at < @since
              and l.channel = own.channel and l.product_id = own.product_id and l.due_at is null
              and (shown.id is null and (own.told->>'onSale')::boolean
                or shown.name <> own.told->>'name' or shown.price <> (own.told->>'price')::bigint or shown.on_sale <> (own.told->>'onSale')::boolean)
            """,
            new
            {
                channel,
                since,
                now = time.UtcNow(),
                ids = shown.Select(product => product.ProductId).ToArray(),
                names = shown.Select(product => product.Name).ToArray(),
                prices = shown.Select(product => product.Price).ToArray(),
                onSale = shown.Select(product => product.OnSale).ToArray(),
            }
        );
    }

    private TimeSpan Pause(ListingRow row, PushResult result) =>
        result.Outcome switch
        {
            PushOutcome.Forgotten => TimeSpan.Zero,
            PushOutcome.InReview => options.ReviewPause,
            _ => options.RetryAfter(row.Attempts),
        };

    public static Task AnnounceAsync(NpgsqlTransaction transaction, string channel) =>
        transaction.Connection!.ExecuteAsync("select pg_notify(@Notices, @channel)", new { Notices, channel }, transaction);
}
