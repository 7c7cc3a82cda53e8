namespace Platform.Hosting.Deployment;

/// <summary>The resource writes a topic, or reads it.</summary>
public sealed record TopicUse(string Broker, string Topic, DataAccess Access);

/// <summary>The resource writes a bucket, or reads it.</summary>
public sealed record BucketUse(string Storage, string Bucket, DataAccess Access);

/// <summary>What may be done with data. The writer of a topic owns it.</summary>
public enum DataAccess
{
    Read,
    Write,
}
