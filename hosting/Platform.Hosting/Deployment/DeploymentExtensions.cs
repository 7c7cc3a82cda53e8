using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Deployment;

/// <summary>How a resource is to be deployed, target by target the same. Each takes the stages that it is for; none: all.</summary>
public static class DeploymentExtensions
{
    /// <summary>How many instances there are.</summary>
    public static IResourceBuilder<T> WithScaling<T>(this IResourceBuilder<T> builder, Scaling scaling, params Stage[] stages)
        where T : IComputeResource => builder.WithIntent(scaling, stages);

    /// <summary>Requests and limits of one instance.</summary>
    public static IResourceBuilder<T> WithResources<T>(this IResourceBuilder<T> builder, ComputeResources resources, params Stage[] stages)
        where T : IComputeResource => builder.WithIntent(resources, stages);

    /// <summary>Reachable from outside.</summary>
    public static IResourceBuilder<T> WithExposure<T>(this IResourceBuilder<T> builder, Exposure exposure, params Stage[] stages)
        where T : IComputeResource => builder.WithIntent(exposure, stages);

    /// <summary>How a new version takes over.</summary>
    public static IResourceBuilder<T> WithRollout<T>(this IResourceBuilder<T> builder, Rollout rollout, params Stage[] stages)
        where T : IComputeResource => builder.WithIntent(rollout, stages);

    /// <summary>How many instances may be away at once.</summary>
    public static IResourceBuilder<T> WithDisruptionBudget<T>(
        this IResourceBuilder<T> builder,
        DisruptionBudget budget,
        params Stage[] stages
    )
        where T : IComputeResource => builder.WithIntent(budget, stages);

    /// <summary>Who the workload is to its cloud.</summary>
    public static IResourceBuilder<T> WithIdentity<T>(this IResourceBuilder<T> builder, WorkloadIdentity identity, params Stage[] stages)
        where T : IComputeResource => builder.WithIntent(identity, stages);

    /// <summary>Who runs a store, and how large it is.</summary>
    public static IResourceBuilder<T> WithRealization<T>(this IResourceBuilder<T> builder, StoreIntent store, params Stage[] stages)
        where T : IResource => builder.WithIntent(store, stages);

    /// <summary>When the store is backed up.</summary>
    public static IResourceBuilder<T> WithBackup<T>(this IResourceBuilder<T> builder, Backup backup, params Stage[] stages)
        where T : IResource => builder.WithIntent(backup, stages);

    /// <summary>The resource plays somebody else's system: published to dev and perf only.</summary>
    public static IResourceBuilder<T> AsMockOf<T>(this IResourceBuilder<T> builder, MockIntent mock)
        where T : IComputeResource => builder.WithIntent(mock);

    /// <summary>The resource owns the topic: no other writes it.</summary>
    public static IResourceBuilder<T> WritesTopic<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> broker, string topic)
        where T : IComputeResource => builder.WithIntent(new TopicUse(broker.Resource.Name, topic, DataAccess.Write));

    /// <summary>The resource reads the topic.</summary>
    public static IResourceBuilder<T> ReadsTopic<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> broker, string topic)
        where T : IComputeResource => builder.WithIntent(new TopicUse(broker.Resource.Name, topic, DataAccess.Read));

    /// <summary>The resource keeps objects in the bucket, or reads them there.</summary>
    public static IResourceBuilder<T> UsesBucket<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> storage,
        string bucket,
        DataAccess access
    )
        where T : IComputeResource => builder.WithIntent(new BucketUse(storage.Resource.Name, bucket, access));

    /// <summary>A policy does not hold for the resource.</summary>
    public static IResourceBuilder<T> Waive<T>(this IResourceBuilder<T> builder, Policy policy, string reason, params Stage[] stages)
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return builder.WithIntent(new Waiver(policy, reason), stages);
    }
}
