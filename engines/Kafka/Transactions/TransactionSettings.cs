using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Transactions;

/// <summary>What bounds transactions; the first two by Kafka's broker configs.</summary>
internal sealed record TransactionSettings
{
    /// <summary>The longest time-out that a producer may ask for.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A transactional id that nobody used for so long is forgotten, at the broker's next start.</summary>
    public TimeSpan IdExpiration { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Transactional ids at a time; beyond it the one that rested longest is forgotten.</summary>
    public int MaxIds { get; init; } = 10_000;

    /// <summary>Groups whose offsets one transaction holds.</summary>
    public int MaxGroups { get; init; } = 1_000;

    /// <summary>How soon an end that could not be written everywhere (a full disk) is tried again.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);

    public static TransactionSettings From(BrokerConfig config) =>
        new()
        {
            MaxTimeout = config.Milliseconds("transaction.max.timeout.ms"),
            IdExpiration = config.Milliseconds("transactional.id.expiration.ms"),
            Retry = config.Milliseconds("transaction.abort.timed.out.transaction.cleanup.interval.ms"),
        };
}
