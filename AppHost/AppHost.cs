var builder = DistributedApplication.CreateBuilder(args);

// Every service owns its data: a database each, on one server, kept from run to run.
var postgres = builder.AddPostgres("postgres").WithDataVolume();
var usersDb = postgres.AddDatabase("usersdb");
var catalogDb = postgres.AddDatabase("catalogdb");
var orderingDb = postgres.AddDatabase("orderingdb");
var paymentsDb = postgres.AddDatabase("paymentsdb");
var channelsDb = postgres.AddDatabase("channelsdb");
var filesDb = postgres.AddDatabase("filesdb");
var workerDb = postgres.AddDatabase("workerdb");

// Carts, and what the catalogue caches.
var redis = builder.AddRedis("redis");

// What services tell one another. A topic has one writer; three partitions keep the order of what concerns one product, order or payment.
var kafka = builder
    .AddKafka("kafka")
    .WithDataVolume()
    .AddTopic("catalog.products", partitions: 3)
    .AddTopic("ordering.orders", partitions: 3)
    .AddTopic("payments.events", partitions: 3)
    .AddTopic("files.tasks", partitions: 3)
    .AddTopic("files.results", partitions: 3);

// Files lie where policy says: in S3, in a second cloud that speaks S3 too, or on the premises.
var storage = builder.AddMinioContainer("storage").WithDataVolume().AddBucket("files");
var ociStorage = builder.AddMinioContainer("oci-storage").WithDataVolume().AddBucket("oci-files");

// What shoppers search in.
var elasticsearch = builder.AddElasticsearch("elasticsearch").WithDataVolume();

// The payment gateway is somebody else's; here a mock plays it, on port 8081. It and Payments share a key and a secret.
var paymentGatewayKey = builder.AddSecret("payment-gateway-key");
var paymentGatewayWebhookSecret = builder.AddSecret("payment-gateway-webhook-secret");
var paymentGateway = builder
    .AddProject<Projects.PaymentGateway>("payment-gateway")
    .WithEnvironment("PaymentGateway__SecretKey", paymentGatewayKey)
    .WithEnvironment("PaymentGateway__Webhook__Secret", paymentGatewayWebhookSecret)
    .WithHttpHealthCheck("/health")
    .WithMockSwitches()
    .AsMockOf(new("the payment gateway") { AddressRanges = ["203.0.113.0/24"] });

// Two malls where our sellers sell too, one polled and one with webhooks. A mock plays both, on port 8082, where they can be looked at.
var hanbitApiKey = builder.AddSecret("hanbit-api-key");
var byeolAccessKey = builder.AddSecret("byeol-access-key");
var byeolSecretKey = builder.AddSecret("byeol-secret-key");
var salesChannels = builder
    .AddProject<Projects.SalesChannel>("sales-channels")
    .WithEnvironment("SalesChannel__Hanbit__ApiKey", hanbitApiKey)
    .WithEnvironment("SalesChannel__Byeol__AccessKey", byeolAccessKey)
    .WithEnvironment("SalesChannel__Byeol__SecretKey", byeolSecretKey)
    .WithHttpHealthCheck("/health")
    .AsMockOf(new("the malls") { AddressRanges = ["198.51.100.0/24"] });

// What is not in the cloud: a file store, a GPU server, an old database, and beside them a queue and a function. A mock plays all, on port 8083.
var onPremises = builder
    .AddProject<Projects.OnPremises>("on-premises")
    .WithHttpHealthCheck("/health")
    .AsMockOf(new("the systems on the premises") { AddressRanges = ["192.0.2.0/24"] });

// Services wait for their databases only: each bears that the others are away.
var users = builder.AddProject<Projects.Users>("users").WithReference(usersDb).WaitFor(usersDb).WithHttpHealthCheck("/health");

var catalog = builder
    .AddProject<Projects.Catalog>("catalog")
    .WithReference(catalogDb)
    .WithReference(kafka)
    .WritesTopic(kafka, "catalog.products")
    .ReadsTopic(kafka, "ordering.orders")
    .WithReference(redis)
    .WaitFor(catalogDb)
    .WithHttpHealthCheck("/health");

// The index of products: made of Catalog's events, and by command of all that Catalog has.
var search = builder
    .AddProject<Projects.Search>("search")
    .WithReference(elasticsearch)
    .WithReference(kafka)
    .ReadsTopic(kafka, "catalog.products")
    .WithReference(catalog)
    .WithHttpHealthCheck("/health")
    .WithHttpCommand("/internal/index/rebuild", "Rebuild index", commandName: "rebuild-index");

var ordering = builder
    .AddProject<Projects.Ordering>("ordering")
    .WithReference(orderingDb)
    .WithReference(kafka)
    .WritesTopic(kafka, "ordering.orders")
    .ReadsTopic(kafka, "payments.events")
    .WithReference(redis)
    .WithReference(catalog)
    .WithReference(users)
    .WaitFor(orderingDb)
    .WithReplicas(2)
    .WithHttpHealthCheck("/health");

var payments = builder
    .AddProject<Projects.Payments>("payments")
    .WithReference(paymentsDb)
    .WithReference(kafka)
    .WritesTopic(kafka, "payments.events")
    .ReadsTopic(kafka, "ordering.orders")
    .WithReference(ordering)
    .WithReference(users)
    .WithReference(paymentGateway)
    .WithEnvironment("PaymentGateway__SecretKey", paymentGatewayKey)
    .WithEnvironment("PaymentGateway__Webhook__Secret", paymentGatewayWebhookSecret)
    .WaitFor(paymentsDb)
    .WithHttpHealthCheck("/health");

// Two answer back: an order that is cancelled is refunded, and the payment gateway tells what became of a payment.
ordering.WithReference(payments);
paymentGateway.WithEnvironment("PaymentGateway__Webhook__Url", $"{payments.GetEndpoint("http")}/api/v1/payments/webhooks/pg");

// What is sold at the malls is sold from the same shelf. They and Channels share keys, and one of them tells of its orders by itself.
var channels = builder
    .AddProject<Projects.Channels>("channels")
    .WithReference(channelsDb)
    .WithReference(kafka)
    .ReadsTopic(kafka, "catalog.products")
    .WithReference(catalog)
    .WithReference(ordering)
    .WithReference(users)
    .WithReference(salesChannels)
    .WithEnvironment("Channels__hanbit__ApiKey", hanbitApiKey)
    .WithEnvironment("Channels__byeol__AccessKey", byeolAccessKey)
    .WithEnvironment("Channels__byeol__SecretKey", byeolSecretKey)
    .WaitFor(channelsDb)
    .WithHttpHealthCheck("/health")
    .WithHttpCommand("/internal/channels/products/copy", "Copy products", commandName: "copy-products");
salesChannels.WithEnvironment("SalesChannel__Byeol__Webhook__Url", $"{channels.GetEndpoint("http")}/api/v1/channels/webhooks/byeol");

var files = builder
    .AddProject<Projects.Files>("files")
    .WithReference(filesDb)
    .WithReference(kafka)
    .WritesTopic(kafka, "files.tasks")
    .ReadsTopic(kafka, "files.results")
    .WithReference(storage)
    .UsesBucket(storage, "files", DataAccess.Write)
    .WithReference(ociStorage)
    .UsesBucket(ociStorage, "oci-files", DataAccess.Write)
    .WithReference(onPremises)
    .WithEnvironment("Processing__QueueUrl", $"{onPremises.GetEndpoint("http")}/000000000000/worker-tasks")
    .WithEnvironment("Processing__FunctionEndpoint", onPremises.GetEndpoint("http"))
    .WithEnvironment("Processing__GpuEndpoint", onPremises.GetEndpoint("http"))
    .WaitFor(filesDb)
    .WithHttpHealthCheck("/health");
files.WithEnvironment("Processing__CallbackUrl", files.GetEndpoint("http"));

var worker = builder
    .AddProject<Projects.Worker>("worker")
    .WithReference(workerDb)
    .WithReference(kafka)
    .ReadsTopic(kafka, "files.tasks")
    .WritesTopic(kafka, "files.results")
    .WithReference(storage)
    .UsesBucket(storage, "files", DataAccess.Write)
    .WithReference(ociStorage)
    .UsesBucket(ociStorage, "oci-files", DataAccess.Write)
    .WithReference(onPremises)
    .WithEnvironment("Worker__QueueUrl", $"{onPremises.GetEndpoint("http")}/000000000000/worker-tasks")
    .WaitFor(workerDb)
    .WithHttpHealthCheck("/health");

// The one door from outside, on port 8080.
var gateway = builder
    .AddProject<Projects.Gateway>("gateway")
    .WithReference(users)
    .WithReference(catalog)
    .WithReference(search)
    .WithReference(ordering)
    .WithReference(payments)
    .WithReference(channels)
    .WithReference(files)
    .WithBrowserTelemetry()
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/health");

// The shop, on port 3000. Vite serves its sources, so a change shows at once; its packages were installed by the build.
var storefront = builder
    .AddViteApp("storefront", "../services/Storefront")
    .WithNpm(install: false)
    // Built from the root, where the workspace's lock file lies.
    .PublishAsDockerFile(image => image.WithDockerfile("..", "services/Storefront/Dockerfile"))
    .WithReference(gateway)
    .WithPaymentWindow(paymentGateway)
    .WithDashboardLink()
    .WithEndpoint("http", http => http.Port = 3000)
    .WithExternalHttpEndpoints()
    .WithHttpHealthCheck("/");

// What is expected of all this, and when somebody is told.
ServiceLevels.Declare(builder, gateway, catalog, search, ordering, payments, paymentGateway);

// What it is called wherever it is deployed.
builder.WithDeployment(all => all with { Application = "open-market" });

// Where all this is deployed to, and how it stands there.
if (builder.ExecutionContext.IsPublishMode)
{
    Compose.Publish(builder);
    Kubernetes.PublishClusters(builder);
    Kubernetes.Publish(builder, [users, catalog, search, ordering, payments, channels, files, worker], gateway, storefront);
    Kubernetes.PublishStores(postgres, redis, kafka, elasticsearch, storage, ociStorage);
}

builder.Build().Run();

internal static class Secrets
{
    /// <summary>A secret that is generated once for each instance; a deployment gives its own.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
}

internal static class Telemetry
{
    /// <summary>Lets the gateway hand what browsers measure to the run's collector, which it must reach over HTTP.</summary>
    public static IResourceBuilder<T> WithBrowserTelemetry<T>(this IResourceBuilder<T> resource)
        where T : IResourceWithEnvironment => resource.Tell("Gateway__Otlp__Endpoint", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL");

    /// <summary>Tells where the dashboard is, so that a page may lead there.</summary>
    public static IResourceBuilder<T> WithDashboardLink<T>(this IResourceBuilder<T> resource)
        where T : IResourceWithEnvironment => resource.Tell("DASHBOARD_URL", "Dashboard:Url");

    // The run chooses these addresses; a deployment has its own.
    private static IResourceBuilder<T> Tell<T>(this IResourceBuilder<T> resource, string variable, string key)
        where T : IResourceWithEnvironment =>
        resource.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode && resource.ApplicationBuilder.Configuration[key] is { Length: > 0 } address)
            {
                context.EnvironmentVariables[variable] = address;
            }
        });
}

internal static class PaymentWindow
{
    /// <summary>The payment window opens in the shopper's browser, which stands outside: a deployment says where the payment gateway is found from there.</summary>
    public static IResourceBuilder<T> WithPaymentWindow<T>(this IResourceBuilder<T> shop, IResourceBuilder<ProjectResource> paymentGateway)
        where T : IResourceWithEnvironment =>
        shop.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? shop.WithEnvironment("PAYMENT_GATEWAY_HTTP", shop.ApplicationBuilder.AddParameter("payment-window-url"))
            : shop.WithReference(paymentGateway);
}
