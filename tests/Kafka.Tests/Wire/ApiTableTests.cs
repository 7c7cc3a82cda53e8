using Platform.Engines.Kafka.Wire;

namespace Kafka.Tests.Wire;

public sealed class ApiTableTests
{
    /// <summary>The issue's list, by itself: whoever changes the table decides to change this.</summary>
    private const string Issue = """
        Produce 3-9, Fetch 4-12, ListOffsets 1-7, Metadata 0-9, OffsetCommit 2-8, OffsetFetch 1-7, OffsetDelete 0-0, FindCoordinator 0-2,
        JoinGroup 0-5, SyncGroup 0-3, Heartbeat 0-3, LeaveGroup 0-3, ListGroups 0-2, DeleteGroups 0-2, DescribeGroups 0-4,
        OffsetForLeaderEpoch 2-2, InitProducerId 0-4, AddPartitionsToTxn 0-1, AddOffsetsToTxn 0-1, EndTxn 0-1, TxnOffsetCommit 0-3,
        CreateTopics 0-4, DeleteTopics 0-4, CreatePartitions 0-2, DeleteRecords 0-2, DescribeConfigs 0-2, AlterConfigs 0-1,
        IncrementalAlterConfigs 0-1, ApiVersions 0-3
        """;

    [Fact]
    public void Serves_exactly_what_the_issue_lists()
    {
        var wanted = Issue.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        ApiTable.All.Select(range => $"{range.Key} {range.Min}-{range.Max}").ShouldBe(wanted, ignoreOrder: true);
    }
}
