using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Apis;

/// <summary>Replica assignments that clients give by hand: only this node can be in them.</summary>
internal static class Assignments
{
    /// <summary>Null where partitions from 0 on are each on this node.</summary>
    public static string? Refusal(IReadOnlyList<(int Index, List<int> Brokers)> assignments) =>
        !assignments.Select(assignment => assignment.Index).Order().SequenceEqual(Enumerable.Range(0, assignments.Count))
            ? "Partitions of an assignment are consecutive and begin with 0."
            : Refusal(assignments.Select(assignment => assignment.Brokers));

    public static string? Refusal(IEnumerable<List<int>> brokers) =>
        brokers.All(list => list is [BrokerNode.NodeId]) ? null : $"Every partition has one replica, on broker {BrokerNode.NodeId}.";
}
