namespace Platform.Engines.Kafka.Groups.Membership;

/// <summary>Kafka's names: DescribeGroups answers with them.</summary>
internal enum GroupState
{
    /// <summary>No members; perhaps offsets.</summary>
    Empty,

    /// <summary>Waiting for all members to join.</summary>
    PreparingRebalance,

    /// <summary>All have joined; waiting for the leader's assignment.</summary>
    CompletingRebalance,

    Stable,

    /// <summary>Deleted; who still holds it asks again.</summary>
    Dead,
}
