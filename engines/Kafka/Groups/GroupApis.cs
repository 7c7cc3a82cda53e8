using Platform.Engines.Kafka.Groups.Apis;
using Platform.Engines.Kafka.Server;

namespace Platform.Engines.Kafka.Groups;

/// <summary>Adds the group coordinator and its APIs to a broker.</summary>
internal static class GroupApis
{
    public static void Register(ApiRegistry registry, BrokerNode node)
    {
        var groups = new GroupCoordinator(
            GroupSettings.From(node.Config),
            node.State,
            partition => node.Topics.Find(partition.Topic, partition.Partition) is not null,
            node.Time,
            node.Loggers.CreateLogger("Kafka.Groups")
        );
        node.Topics.Deleted += groups.ForgetTopic;
        registry.Add(groups);
        foreach (
            var api in (IApi[])
                [
                    new FindCoordinatorApi(),
                    new JoinGroupApi(groups),
                    new SyncGroupApi(groups),
                    new HeartbeatApi(groups),
                    new LeaveGroupApi(groups),
                    new OffsetCommitApi(groups),
                    new OffsetFetchApi(groups),
                    new OffsetDeleteApi(groups),
                    new ListGroupsApi(groups),
                    new DescribeGroupsApi(groups),
                    new DeleteGroupsApi(groups),
                ]
        )
        {
            registry.Add(api);
        }
    }
}
