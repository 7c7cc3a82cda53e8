namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>One member of a group, and the answers that it waits for.</summary>
internal sealed class GroupMember(JoinRequest join, string id)
{
    /// <summary>Changes when a static member comes back.</summary>
    public string Id { get; private set; } = id;

    public string? InstanceId { get; } = join.InstanceId;

    public string ClientId { get; private set; } = join.ClientId;

    public string ClientHost { get; private set; } = join.ClientHost;

    public TimeSpan SessionTimeout { get; private set; } = join.SessionTimeout;

    public TimeSpan RebalanceTimeout { get; private set; } = join.RebalanceTimeout;

    public IReadOnlyList<GroupProtocol> Protocols { get; private set; } = join.Protocols;

    public byte[] Assignment { get; set; } = [];

    /// <summary>When its session ends unless it is heard of; on the clock that the group is driven by.</summary>
    public TimeSpan Deadline { get; set; }

    /// <summary>It has not been in a generation yet.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>It has yet to ask for its assignment of this generation.</summary>
    public bool OwesSync { get; set; }

    /// <summary>Set while it waits for the others to join.</summary>
    public TaskCompletionSource<JoinAnswer>? Joining { get; set; }

    /// <summary>Set while it waits for the leader's assignment.</summary>
    public TaskCompletionSource<SyncAnswer>? Syncing { get; set; }

    public bool IsStatic => InstanceId is not null;

    public int Bytes => GroupSettings.MemberOverhead + BytesOf(Protocols);

    /// <summary>While it waits for us it owes no heartbeat; a new one whose client is long gone must end all the same.</summary>
    public bool MayExpire => Syncing is null && (Joining is null || (IsNew && !IsStatic));

    public static int BytesOf(IReadOnlyList<GroupProtocol> protocols) => protocols.Sum(protocol => protocol.Metadata.Length);

    public byte[] MetadataOf(string? protocol) => Protocols.FirstOrDefault(known => known.Name == protocol).Metadata ?? [];

    public bool Knows(string protocol) => Protocols.Any(known => known.Name == protocol);

    public bool HasSameProtocols(IReadOnlyList<GroupProtocol> others) =>
        Protocols.Count == others.Count
        && Protocols
            .Zip(others)
            .All(pair => pair.First.Name == pair.Second.Name && pair.First.Metadata.AsSpan().SequenceEqual(pair.Second.Metadata));

    /// <summary>Takes over what a later request of the same member says.</summary>
    public void Update(JoinRequest later)
    {
        ClientId = later.ClientId;
        ClientHost = later.ClientHost;
        SessionTimeout = later.SessionTimeout;
        RebalanceTimeout = later.RebalanceTimeout;
        Protocols = later.Protocols;
    }

    /// <summary>A static member has come back under a new id; whoever waits under the old one is told.</summary>
    public void Rename(string id)
    {
        Answer(JoinAnswer.Refused(Wire.ErrorCode.FencedInstanceId, Id));
        Answer(SyncAnswer.Refused(Wire.ErrorCode.FencedInstanceId));
        Id = id;
    }

    public void Answer(JoinAnswer answer)
    {
        Joining?.TrySetResult(answer);
        Joining = null;
    }

    public void Answer(SyncAnswer answer)
    {
        Syncing?.TrySetResult(answer);
        Syncing = null;
    }
}
