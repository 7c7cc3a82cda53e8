using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Deployment;

namespace Platform.Hosting.Publishing.Model;

/// <summary>Reads the graph's stores, with who uses what in them.</summary>
internal sealed class StoreReader(GraphRoles roles, IReadOnlyList<Workload> workloads)
{
    private readonly ILookup<string, (Workload Workload, ConnectionUse Use)> uses = workloads
        .SelectMany(workload => workload.Connections.Select(use => (workload, use)))
        .ToLookup(both => both.use.Store, StringComparer.OrdinalIgnoreCase);

    private readonly ILookup<string, PostgresDatabaseResource> databases = roles
        .With(Role.Database)
        .OfType<PostgresDatabaseResource>()
        .ToLookup(database => database.Parent.Name, StringComparer.OrdinalIgnoreCase);

    public Store Read(IResource resource)
    {
        var (user, password) = Credentials(resource);
        return new(resource.Name, resource, roles.Stage, StoreKinds.KindOf(resource)!.Value)
        {
            Image = Images.Of(resource, roles),
            Resources = resource.IntentOf<ComputeResources>(roles.Stage) ?? ComputeDefaults.Resources,
            Databases = ReadDatabases(resource),
            Topics = ReadTopics(resource),
            Buckets = ReadBuckets(resource),
            UserParameter = user?.Name,
            PasswordParameter = password?.Name,
            IsPersistent = resource.HasAnnotationOfType<ContainerMountAnnotation>(),
        };
    }

    /// <summary>The parameters of the store's administrator. Without one for the user, it has the name that the server gives it.</summary>
    public (ParameterResource? User, ParameterResource? Password) Credentials(IResource store) =>
        store switch
        {
            PostgresServerResource postgres => (postgres.UserNameParameter, postgres.PasswordParameter),
            RedisResource redis => (null, redis.PasswordParameter),
            ElasticsearchResource elasticsearch => (null, elasticsearch.PasswordParameter),
#pragma warning disable CS0618
            MinioContainerResource storage => (
                roles.Graph.Resources.Contains(storage.RootUser) ? storage.RootUser : null,
                storage.PasswordParameter
            ),
#pragma warning restore CS0618
            _ => (null, null),
        };

    private List<StoreDatabase> ReadDatabases(IResource resource) =>
        [
            .. databases[resource.Name]
                .Select(database => new StoreDatabase(
                    database.Name,
                    database.DatabaseName,
                    Distinct(uses[resource.Name].Where(both => both.Use.Child == database.Name))
                )),
        ];

    private List<StoreTopic> ReadTopics(IResource resource)
    {
        var topics = resource.Annotations.OfType<KafkaTopicAnnotation>().ToList();
        var used = uses[resource.Name].SelectMany(both => both.Use.Topics.Select(use => (both.Workload, use))).ToList();
        RequireDeclared(
            resource,
            used.Select(both => (both.Workload, both.use.Topic)),
            topics.Select(topic => topic.Name),
            "topic",
            "AddTopic"
        );
        var read = topics.ConvertAll(topic => new StoreTopic(topic.Name, topic.Partitions, topic.Configs)
        {
            Writers = With(topic.Name, DataAccess.Write),
            Readers = With(topic.Name, DataAccess.Read),
        });
        if (read.Find(topic => topic.Writers.Count > 1) is { } shared)
        {
            throw new DistributedApplicationException(
                $"The topic '{shared.Name}' of '{resource.Name}' is written by {string.Join(" and ", shared.Writers)}. A topic has one owner: leave WritesTopic with one of them in the AppHost, and give the other a topic of its own."
            );
        }
        return read;

        List<string> With(string topic, DataAccess access) =>
            [.. used.Where(both => both.use.Topic == topic && both.use.Access == access).Select(both => both.Workload.Name).Distinct()];
    }

    private List<string> ReadBuckets(IResource resource)
    {
        var buckets = resource.Annotations.OfType<BucketAnnotation>().Select(bucket => bucket.Name).ToList();
        var used = uses[resource.Name].SelectMany(both => both.Use.Buckets.Select(use => (both.Workload, use.Bucket)));
        RequireDeclared(resource, used, buckets, "bucket", "AddBucket");
        return buckets;
    }

    private static void RequireDeclared(
        IResource store,
        IEnumerable<(Workload Workload, string Name)> used,
        IEnumerable<string> declared,
        string kind,
        string method
    )
    {
        var known = declared.ToHashSet(StringComparer.Ordinal);
        foreach (var (workload, name) in used.Where(use => !known.Contains(use.Name)))
        {
            throw new DistributedApplicationException(
                $"'{workload.Name}' uses the {kind} '{name}', which '{store.Name}' does not have: declare it with .{method}(\"{name}\") in the AppHost, or correct the name."
            );
        }
    }

    private static List<string> Distinct(IEnumerable<(Workload Workload, ConnectionUse Use)> users) =>
        [.. users.Select(both => both.Workload.Name).Distinct()];
}
