namespace Platform.Engines.Kafka.Wire;

/// <summary>The versions of one API that are served, and the first that uses compact (flexible) encodings.</summary>
/// <param name="FirstFlexible">From <c>flexibleVersions</c> of the message's definition; <see cref="short.MaxValue"/>: none.</param>
internal sealed record ApiRange(ApiKey Key, short Min, short Max, short FirstFlexible)
{
    public bool Serves(short version) => version >= Min && version <= Max;

    public bool IsFlexible(short version) => version >= FirstFlexible;
}

/// <summary>Everything that is advertised, in one place. Ranges have no gaps: kafka-python infers the broker's age from them.</summary>
/// <remarks>Source of the flexible versions: apache/kafka, <c>clients/src/main/resources/common/message/*Request.json</c>.</remarks>
internal static class ApiTable
{
    private static readonly ApiRange[] Ranges =
    [
        new(ApiKey.Produce, 3, 9, 9),
        new(ApiKey.Fetch, 4, 12, 12),
        new(ApiKey.ListOffsets, 1, 7, 6),
        new(ApiKey.Metadata, 0, 9, 9),
        new(ApiKey.OffsetCommit, 2, 8, 8),
        new(ApiKey.OffsetFetch, 1, 7, 6),
        new(ApiKey.FindCoordinator, 0, 2, 3),
        new(ApiKey.JoinGroup, 0, 5, 6),
        new(ApiKey.Heartbeat, 0, 3, 4),
        new(ApiKey.LeaveGroup, 0, 3, 4),
        new(ApiKey.SyncGroup, 0, 3, 4),
        new(ApiKey.DescribeGroups, 0, 4, 5),
        new(ApiKey.ListGroups, 0, 2, 3),
        new(ApiKey.ApiVersions, 0, 3, 3),
        new(ApiKey.CreateTopics, 0, 4, 5),
        new(ApiKey.DeleteTopics, 0, 4, 4),
        new(ApiKey.DeleteRecords, 0, 2, 2),
        new(ApiKey.InitProducerId, 0, 4, 2),
        new(ApiKey.OffsetForLeaderEpoch, 2, 2, 4),
        new(ApiKey.AddPartitionsToTxn, 0, 1, 3),
        new(ApiKey.AddOffsetsToTxn, 0, 1, 3),
        new(ApiKey.EndTxn, 0, 1, 3),
        new(ApiKey.TxnOffsetCommit, 0, 3, 3),
        new(ApiKey.DescribeConfigs, 0, 2, 4),
        new(ApiKey.AlterConfigs, 0, 1, 2),
        new(ApiKey.CreatePartitions, 0, 2, 2),
        new(ApiKey.DeleteGroups, 0, 2, 2),
        new(ApiKey.IncrementalAlterConfigs, 0, 1, 1),
        new(ApiKey.OffsetDelete, 0, 0, short.MaxValue),
    ];

    // By number: a dictionary of enums would be compiled anew at every start of a process.
    private static readonly ApiRange?[] ByKey = Index();

    public static IReadOnlyList<ApiRange> All => Ranges;

    /// <summary>One more than the greatest number of an API that is served.</summary>
    public static int Size => ByKey.Length;

    public static ApiRange? Find(ApiKey key) => (uint)key < (uint)ByKey.Length ? ByKey[(int)key] : null;

    private static ApiRange?[] Index()
    {
        var index = new ApiRange?[64];
        foreach (var range in Ranges)
        {
            index[(int)range.Key] = range;
        }

        return index;
    }
}
