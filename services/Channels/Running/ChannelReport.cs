using Channels.Apis;
using Channels.Malls;
using Channels.Products;
using Dapper;
using Npgsql;
using Platform.Services;

namespace Channels.Running;

/// <summary>How it goes with each mall, for people.</summary>
internal sealed class ChannelReport(NpgsqlDataSource database, ChannelSet channels, TimeProvider time)
{
    /// <summary>A product that waits longer than this is behind.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    private const string State = "case when due_at is not null then 'PENDING' when error is null then 'IN_STEP' else 'REFUSED' end";

    public async Task<IReadOnlyList<Channel>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var results = await connection.QueryMultipleAsync(
            $"""
            select c.name, (c.rules->>'enabled')::boolean as enabled, p.polled_at, p.poll_failures, p.poll_error, p.compared_at
            from channels c join channel_progress p on p.channel = c.name order by c.name;
            select channel as name, count(*) filter (where state = 'IN_STEP') as in_step, count(*) filter (where state = 'PENDING') as pending,
                count(*) filter (where state = 'PENDING' and attempts > 0) as failing, count(*) filter (where state = 'REFUSED') as refused,
                min(wanted_at) filter (where state = 'PENDING') as waiting_since
            from (select *, {State} as state from listings) l group by channel;
            select channel as name, status, count(*) as count from orders group by channel, status order by status
            """
        );
        var rows = (await results.ReadAsync<ChannelRow>()).AsList();
        var counts = (await results.ReadAsync<CountRow>()).ToDictionary(row => row.Name);
        var orders = (await results.ReadAsync<(string Name, string Status, long Count)>()).ToLookup(row => row.Name);
        var now = time.UtcNow();
        return
        [
            .. rows.Where(row => channels.Find(row.Name) is not null)
                .Select(row => Describe(row, counts.GetValueOrDefault(row.Name) ?? new(), orders[row.Name], now)),
        ];
    }

    public async Task<PaginatedItems<Listing>> ProductsAsync(
        string channel,
        string? state,
        int page,
        int pageSize,
        CancellationToken cancellationToken
    )
    {
        const string From =
            $"from (select *, {State} as state from listings where channel = @channel) l where @state is null or state = @state";
        var values = new
        {
            channel,
            state,
            pageSize,
            skip = (page - 1L) * pageSize,
        };
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>($"select count(*) {From}", values);
        var rows = await connection.QueryAsync<ListedRow>(
            $"""
            select product_id, state, wanted::text as wanted, told::text as told, told_at, attempts, error {From}
            order by product_id limit @pageSize offset @skip
            """,
            values
        );
        return new([.. rows.Select(row => row.ToListing())], total, page, pageSize);
    }

    private static Channel Describe(
        ChannelRow row,
        CountRow counts,
        IEnumerable<(string Name, string Status, long Count)> orders,
        DateTime now
    )
    {
        var lag = counts.WaitingSince is { } since && since < now ? now - since : TimeSpan.Zero;
        return new()
        {
            Name = row.Name,
            State =
                !row.Enabled ? "off"
                : row.PollFailures > 0 ? "failing"
                : lag > Usual ? "behind"
                : "ok",
            PolledAt = row.PolledAt,
            PollFailures = row.PollFailures,
            PollError = row.PollError,
            ComparedAt = row.ComparedAt,
            LagSeconds = Math.Round(lag.TotalSeconds, 3),
            Products = new(counts.InStep, counts.Pending, counts.Failing, counts.Refused),
            Orders = orders.ToDictionary(order => order.Status, order => order.Count),
        };
    }

    private sealed record ChannelRow
    {
        public string Name { get; init; } = "";
        public bool Enabled { get; init; }
        public DateTime? PolledAt { get; init; }
        public int PollFailures { get; init; }
        public string? PollError { get; init; }
        public DateTime? ComparedAt { get; init; }
    }

    private sealed record CountRow
    {
        public string Name { get; init; } = "";
        public long InStep { get; init; }
        public long Pending { get; init; }
        public long Failing { get; init; }
        public long Refused { get; init; }
        public DateTime? WaitingSince { get; init; }
    }

    private sealed record ListedRow
    {
        public long ProductId { get; init; }
        public string State { get; init; } = "";
        public string Wanted { get; init; } = "";
        public string? Told { get; init; }
        public DateTime? ToldAt { get; init; }
        public int Attempts { get; init; }
        public string? Error { get; init; }

        public Listing ToListing() =>
            new()
            {
                ProductId = ProductId,
                Code = ProductCode.Of(ProductId),
                State = State,
                Wanted = ListedOffer.Of(ListingRow.Read(Wanted))!,
                Told = ListedOffer.Of(Told is null ? null : ListingRow.Read(Told)),
                ToldAt = ToldAt,
                Attempts = Attempts,
                Error = Error,
            };
    }
}
