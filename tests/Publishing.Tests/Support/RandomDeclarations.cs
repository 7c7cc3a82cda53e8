using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;
using Platform.Hosting.Deployment;

namespace Publishing.Tests.Support;

/// <summary>Declares a random graph, and notes beside it who refers to whom.</summary>
internal sealed class RandomDeclarations(IDistributedApplicationBuilder builder, Random random)
{
    private readonly List<Service> services = [];
    private readonly List<StoreFacts> stores = [];
    private readonly List<IResourceBuilder<ParameterResource>> parameters = [];
    private readonly List<IResourceBuilder<ExternalServiceResource>> externals = [];
    private readonly List<IResourceBuilder<IResourceWithConnectionString>> given = [];
    private readonly List<Link> links = [];
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Broker, string Topic)> owned = [];

    public List<string> Secrets { get; } = [];

    public void Declare()
    {
        var count = random.Next(1, 13);
        for (var i = 0; i < count; i++)
        {
            AddResource();
        }
        foreach (var (index, service) in services.Index())
        {
            Refer(service, index);
        }
    }

    public IReadOnlySet<string> ExpectedEdges(Stage stage)
    {
        var mocks = services.Where(service => service.IsMock).Select(service => service.Name).ToHashSet();
        bool IsOutside(string name) => mocks.Contains(name) && !stage.HasMocks();
        var expected = new HashSet<string>();
        foreach (var link in links)
        {
            if (link.To == link.From)
            {
                continue;
            }
            if (IsOutside(link.From))
            {
                // A system outside is known by whom it calls: services, not stores and not its like.
                if (link.Kind is LinkKind.Address && !IsOutside(link.To))
                {
                    expected.Add($"{link.From}->{link.To}:{link.Port}");
                }
            }
            else
            {
                expected.Add(link.Port is null || IsOutside(link.To) ? $"{link.From}->{link.To}" : $"{link.From}->{link.To}:{link.Port}");
            }
        }
        foreach (var own in links.Where(link => link.To == link.From && !IsOutside(link.From)))
        {
            // Who hands out its own address is called back by whom it calls and does not own.
            var called = links.Where(link => link.From == own.From && link.To != own.From && mocks.Contains(link.To));
            expected.UnionWith(called.Select(link => $"{link.To}->{own.From}:{own.Port}"));
        }
        foreach (var service in services.Where(service => service.IsShown && !IsOutside(service.Name)))
        {
            expected.Add($"internet->{service.Name}:{service.Port}");
        }
        return expected;
    }

    private void AddResource()
    {
        switch (random.Next(13))
        {
            case 0 or 1 or 2:
                AddProject(isMock: false);
                break;
            case 3:
                AddProject(isMock: true);
                break;
            case 4 or 5:
                AddContainer();
                break;
            case 6:
                AddShop();
                break;
            case 7:
                AddPostgres();
                break;
            case 8:
                AddRedis();
                break;
            case 9:
                AddKafka();
                break;
            case 10:
                AddSearchOrStorage();
                break;
            case 11:
                AddParameter();
                break;
            default:
                AddOutside();
                break;
        }
    }

    private void AddProject(bool isMock)
    {
        var project = builder.AddProject<SampleProject>(Name()).WithReplicas(random.Next(1, 4)).WithHttpHealthCheck("/health");
        if (isMock)
        {
            project.AsMockOf(new("somebody else") { AddressRanges = ["203.0.113.0/24"] });
        }
        else if (random.Next(2) == 0)
        {
            project.WithScaling(new(2, 5) { Cpu = 70 }, Stage.Prod, Stage.Perf);
        }
        Add(new(project.Resource, "http", isMock, Shown(project)));
    }

    private void AddContainer()
    {
        var name = Name();
        var container = builder.AddContainer(name, $"registry.example/{name.ToLowerInvariant()}", "1.2.3");
        var port = "main";
        if (random.Next(2) == 0)
        {
            container.WithHttpEndpoint(targetPort: random.Next(3000, 9000), name: port);
        }
        else
        {
            container.WithEndpoint(targetPort: random.Next(3000, 9000), name: port, scheme: "tcp");
        }
        if (random.Next(3) == 0)
        {
            container.WithVolume("/var/data").WithVolume($"{name}-files", "/files", isReadOnly: true);
        }
        container.WithArgs("--flag", Pick(HostileText.Values));
        Add(new(container.Resource, port, IsMock: false, IsShown: false));
    }

    private void AddShop()
    {
        var shop = builder.AddViteApp(Name(), "../shop").WithHttpHealthCheck("/");
        shop.WithEndpoint("http", http => http.Port = 3000);
        Add(new(shop.Resource, "http", IsMock: false, Shown(shop)));
    }

    private void AddPostgres()
    {
        var postgres = builder.AddPostgres(Name(), password: random.Next(2) == 0 ? Secret() : null);
        if (random.Next(2) == 0)
        {
            postgres.WithDataVolume();
        }
        var facts = new StoreFacts(postgres.Resource, "tcp");
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            facts.Connections.Add(postgres.AddDatabase(Name(), random.Next(2) == 0 ? "odd;name='x'" : null));
        }
        stores.Add(facts);
    }

    private void AddRedis()
    {
        var redis = builder.AddRedis(Name());
        var facts = new StoreFacts(redis.Resource, "tcp");
        facts.Connections.Add(redis);
        stores.Add(facts);
    }

    private void AddKafka()
    {
        var kafka = builder.AddKafka(Name()).AddTopic("orders.v1", partitions: 3).AddTopic("true");
        var facts = new StoreFacts(kafka.Resource, "tcp") { Broker = kafka };
        facts.Connections.Add(kafka);
        stores.Add(facts);
    }

    private void AddSearchOrStorage()
    {
        if (random.Next(2) == 0)
        {
            var search = builder.AddElasticsearch(Name());
            var facts = new StoreFacts(search.Resource, "http");
            facts.Connections.Add(search);
            stores.Add(facts);
            return;
        }
        var storage = builder.AddMinioContainer(Name()).AddBucket("photos");
        var kept = new StoreFacts(storage.Resource, "http") { Storage = storage };
        kept.Connections.Add(storage);
        stores.Add(kept);
    }

    private void AddParameter() =>
        parameters.Add(
            random.Next(3) switch
            {
                0 => Secret(),
                1 => builder.AddParameter(Name(), Pick(HostileText.Values), publishValueAsDefault: true),
                _ => builder.AddParameter(Name(), new GenerateParameterDefault { MinLength = 24 }, secret: true, persist: true),
            }
        );

    private void AddOutside()
    {
        if (random.Next(2) == 0)
        {
            externals.Add(builder.AddExternalService(Name(), "https://api.example.com:8443/"));
            return;
        }
        var name = Name();
        builder.Configuration[$"ConnectionStrings:{name}"] = Canary();
        given.Add(builder.AddConnectionString(name));
    }

    private void Refer(Service service, int index)
    {
        var destination = builder.CreateResourceBuilder((IResourceWithEnvironment)service.Resource);
        foreach (var other in services.Where(_ => random.Next(3) == 0))
        {
            ReferToService(destination, service, other);
        }
        foreach (var store in stores.Where(_ => random.Next(3) == 0))
        {
            ReferToStore(destination, service, store);
        }
        foreach (var parameter in parameters.Where(_ => random.Next(2) == 0))
        {
            destination.WithEnvironment(
                Variable("PARAMETER", parameter.Resource.Name),
                $"{parameter}{Pick(HostileText.Values)}{parameter}"
            );
        }
        foreach (var external in externals.Where(_ => random.Next(2) == 0))
        {
            destination.WithReference(external);
            Note(service, external.Resource.Name, null, LinkKind.Outside);
        }
        foreach (var connection in given.Where(_ => random.Next(2) == 0))
        {
            destination.WithReference(connection);
            Note(service, connection.Resource.Name, null, LinkKind.Outside);
        }
        for (var i = random.Next(3); i > 0; i--)
        {
            destination.WithEnvironment($"TEXT_{i}", Pick(HostileText.Values));
        }

        // Only backwards: waits must not go in circles.
        foreach (var earlier in services.Take(index).Where(_ => random.Next(5) == 0))
        {
            var waiting = builder.CreateResourceBuilder((IResourceWithWaitSupport)service.Resource);
            waiting.WaitFor(builder.CreateResourceBuilder(earlier.Resource));
        }
    }

    private void ReferToService(IResourceBuilder<IResourceWithEnvironment> destination, Service service, Service other)
    {
        var endpoint = new EndpointReference((IResourceWithEndpoints)other.Resource, other.Port);
        switch (random.Next(4))
        {
            case 0 when other.Resource is IResourceWithServiceDiscovery found && other != service:
                destination.WithReference(builder.CreateResourceBuilder(found));
                break;
            case 1 when other != service:
                destination.WithReference(endpoint);
                break;
            case 2:
                destination.WithEnvironment(
                    Variable("ADDRESS", other.Name),
                    $"{endpoint.Property(EndpointProperty.Host)}:{endpoint.Property(EndpointProperty.Port)}"
                );
                break;
            default:
                destination.WithEnvironment(Variable("CALLBACK", other.Name), $"{endpoint}/path?x={Pick(HostileText.Values)}");
                break;
        }
        Note(service, other.Name, other.Port, LinkKind.Address);
    }

    private void ReferToStore(IResourceBuilder<IResourceWithEnvironment> destination, Service service, StoreFacts store)
    {
        var connection = Pick(store.Connections);
        destination.WithReference(connection);
        Note(service, store.Resource.Name, store.Port, LinkKind.Store);
        var compute = builder.CreateResourceBuilder((IComputeResource)service.Resource);
        if (store.Broker is { } broker)
        {
            if (!service.IsMock && owned.Add((broker.Resource.Name, "orders.v1")))
            {
                compute.WritesTopic(broker, "orders.v1");
            }
            compute.ReadsTopic(broker, "true");
        }
        if (store.Storage is { } storage)
        {
            compute.UsesBucket(storage, "photos", DataAccess.Write);
        }
    }

    private bool Shown<T>(IResourceBuilder<T> resource)
        where T : IResourceWithEndpoints, IComputeResource
    {
        switch (random.Next(4))
        {
            case 0:
                resource.WithExternalHttpEndpoints();
                return true;
            case 1:
                resource.WithExposure(new("shop.example.com"));
                return true;
            default:
                return false;
        }
    }

    private IResourceBuilder<ParameterResource> Secret()
    {
        var name = Name();
        builder.Configuration[$"Parameters:{name}"] = Canary();
        return builder.AddParameter(name, secret: true);
    }

    private string Canary()
    {
        var value = $"canary{random.NextInt64():x16}";
        Secrets.Add(value);
        return value;
    }

    private void Add(Service service) => services.Add(service);

    private void Note(Service from, string to, string? port, LinkKind kind) => links.Add(new(from.Name, to, port, kind));

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private static string Variable(string kind, string name) => $"{kind}_{name.Replace('-', '_').ToUpperInvariant()}";

    private string Name()
    {
        var name = Pick(HostileText.Names);
        while (!names.Add(name))
        {
            name = $"r{names.Count}-{name}"[..Math.Min(name.Length + 3, 60)].TrimEnd('-');
        }
        return name;
    }

    /// <summary>A project that serves HTTP when it runs, so it does when it is deployed.</summary>
    private sealed class SampleProject : IProjectMetadata
    {
        public string ProjectPath => "/source/Sample/Sample.csproj";

        public LaunchSettings LaunchSettings { get; } =
            new()
            {
                Profiles =
                {
                    ["http"] = new() { CommandName = "Project", ApplicationUrl = "http://localhost:5000" },
                },
            };
    }

    private sealed record Service(IResource Resource, string Port, bool IsMock, bool IsShown)
    {
        public string Name => Resource.Name;
    }

    private sealed record StoreFacts(IResource Resource, string Port)
    {
        public List<IResourceBuilder<IResourceWithConnectionString>> Connections { get; } = [];
        public IResourceBuilder<KafkaServerResource>? Broker { get; init; }
        public IResourceBuilder<MinioContainerResource>? Storage { get; init; }
    }

    private sealed record Link(string From, string To, string? Port, LinkKind Kind);

    private enum LinkKind
    {
        Address,
        Store,
        Outside,
    }
}
