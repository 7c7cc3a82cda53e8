using Kafka.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Platform.Engines.Kafka.Groups;
using Platform.Engines.Kafka.Groups.Membership;
using Platform.Engines.Kafka.Groups.Offsets;
using Platform.Engines.Kafka.State;
using Platform.Engines.Kafka.Transactions;
using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Transactions;

/// <summary>Both coordinators on one journal, without a broker: the partitions are a list of the markers that they were sent.</summary>
internal sealed class Coordinators : IAsyncDisposable
{
    public static readonly MemberClaim Nobody = new("", null, -1);
    public static readonly TopicPartition P0 = new("t", 0);
    public static readonly TopicPartition P1 = new("t", 1);

    private readonly Sandbox _sandbox = new();
    private readonly GroupSettings _groupSettings;
    private readonly TransactionSettings _settings;
    private StateStore _state = null!;

    private Coordinators(GroupSettings? groups, TransactionSettings? transactions) =>
        (_groupSettings, _settings) = (groups ?? new GroupSettings(), transactions ?? new TransactionSettings());

    public ManualTimers Time { get; } = new();

    public GroupCoordinator Groups { get; private set; } = null!;

    public TransactionCoordinator Transactions { get; private set; } = null!;

    /// <summary>In the order in which they were written.</summary>
    public List<(TopicPartition Partition, ProducerIdentity Producer, bool Commit)> Markers { get; } = [];

    /// <summary>What the logs remember when the coordinators start.</summary>
    public List<SeenProducer> Seen { get; } = [];

    /// <summary>Called before each marker; throws where a test wants the disk full or the process dead.</summary>
    public Action<TopicPartition> BeforeMarker { get; set; } = static _ => { };

    public static async Task<Coordinators> StartAsync(GroupSettings? groups = null, TransactionSettings? transactions = null)
    {
        var started = new Coordinators(groups, transactions);
        await started.OpenAsync();
        return started;
    }

    /// <summary>As after a kill: nothing is ended in order, the journal is read again.</summary>
    public async Task KillAndRestartAsync()
    {
        Time.StopAll();
        _state.Dispose();
        await OpenAsync();
    }

    public ProducerIdentity Init(string id = "tx", double timeoutSeconds = 60)
    {
        var (error, producer) = Transactions.Init(id, TimeSpan.FromSeconds(timeoutSeconds), ProducerIdentity.None);
        error.ShouldBe(ErrorCode.None);
        return producer;
    }

    public long Committed(string group, TopicPartition partition) =>
        Groups.Fetch(group, [partition], requireStable: false)[0].Offset.Offset;

    public ErrorCode CommitPending(ProducerIdentity producer, string group, long offset, TopicPartition? partition = null) =>
        Transactions.CommitOffsets("tx", producer, group, Nobody, [(partition ?? P0, new CommittedOffset(offset, -1, ""))])[0];

    public async ValueTask DisposeAsync()
    {
        await Transactions.DisposeAsync();
        await Groups.DisposeAsync();
        _state.Dispose();
        _sandbox.Dispose();
    }

    private async Task OpenAsync()
    {
        _state = new StateStore(_sandbox["journal"]);
        Groups = new GroupCoordinator(_groupSettings, _state, partition => partition.Topic == "t", Time, NullLogger.Instance);
        Transactions = new TransactionCoordinator(_settings, _state, Groups, Write, () => Seen, Time, NullLogger.Instance);
        await Groups.StartAsync(CancellationToken.None);
        await Transactions.StartAsync(CancellationToken.None);
    }

    private ErrorCode Write(TopicPartition partition, ProducerIdentity producer, bool commit)
    {
        BeforeMarker(partition);
        Markers.Add((partition, producer, commit));
        return ErrorCode.None;
    }
}
