using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Groups;

/// <summary>What bounds groups; most of it by Kafka's broker configs.</summary>
internal sealed record GroupSettings
{
    private const string InitialDelay = "group.initial.rebalance.delay.ms";

    public TimeSpan MinSessionTimeout { get; init; } = TimeSpan.FromSeconds(6);

    public TimeSpan MaxSessionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public int MaxMembers { get; init; } = int.MaxValue;

    /// <summary>Of one committed offset, in bytes.</summary>
    public int MaxOffsetMetadata { get; init; } = 4096;

    /// <summary>A group that is empty and commits nothing for so long is forgotten with its offsets. Counted anew when the broker starts.</summary>
    public TimeSpan OffsetRetention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How often that is looked after. Kafka's own number.</summary>
    public static readonly TimeSpan RetentionCheck = TimeSpan.FromMinutes(10);

    /// <summary>Groups at a time. Beyond it empty groups without offsets are forgotten; then new ones are told to try again.</summary>
    public int MaxGroups { get; init; } = 10_000;

    /// <summary>Bytes that the members of one group send together (subscriptions, and again assignments), with <see cref="MemberOverhead"/> for each.</summary>
    public int MaxGroupBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>What a member counts beside its metadata, in bytes.</summary>
    public const int MemberOverhead = 512;

    /// <summary>How long a new member may wait for its first generation: it holds no session yet. Kafka's own number.</summary>
    public static readonly TimeSpan NewMemberPatience = TimeSpan.FromMinutes(5);

    /// <exception cref="KafkaException">A config that groups do not follow.</exception>
    public static GroupSettings From(BrokerConfig config)
    {
        if (config.Int64(InitialDelay) != 0)
        {
            throw new KafkaException(
                $"Kafka: broker config '{InitialDelay}' is {config.Text(InitialDelay)}; only 0 is served. Leave it out."
            );
        }

        return new GroupSettings
        {
            MinSessionTimeout = config.Milliseconds("group.min.session.timeout.ms"),
            MaxSessionTimeout = config.Milliseconds("group.max.session.timeout.ms"),
            MaxMembers = config.Int32("group.max.size"),
            MaxOffsetMetadata = config.Int32("offset.metadata.max.bytes"),
            OffsetRetention = TimeSpan.FromMinutes(config.Int64("offsets.retention.minutes")),
        };
    }
}
