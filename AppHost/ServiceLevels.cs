/// <summary>The open market's service levels: its objectives (5.3), what it warns of (4.4) and when somebody is called (7.2).</summary>
internal static class ServiceLevels
{
    private static readonly TimeSpan LongEnough = 5.Minutes();

    public static void Declare(
        IDistributedApplicationBuilder builder,
        IResourceBuilder<ProjectResource> gateway,
        IResourceBuilder<ProjectResource> catalog,
        IResourceBuilder<ProjectResource> search,
        IResourceBuilder<ProjectResource> ordering,
        IResourceBuilder<ProjectResource> payments,
        IResourceBuilder<ProjectResource> paymentGateway
    )
    {
        // Routes are measured at the service that answers: at the gateway, a service has one route for all.
        catalog
            .Answers("Main page", "GET /api/v1/categories", mean: 100, p95: 200, p99: 500)
            .Answers("Product list", "GET /api/v1/products", mean: 100, p95: 200, p99: 500, warnAbove: 200)
            .Answers("Product", "GET /api/v1/products/{id}", mean: 50, p95: 100, p99: 200, warnAbove: 100);
        search.Answers("Search", "GET /api/v1/search", mean: 100, p95: 200, p99: 300);
        ordering
            .Answers("Into the cart", "PUT /api/v1/cart/items/{productId}", mean: 100, p95: 200, p99: 300)
            .Answers("Order", "POST /api/v1/orders", mean: 300, p95: 500, p99: 1000, warnAbove: 500);
        payments
            .Answers("Payment", "POST /api/v1/payments", mean: 1000, p95: 2000, p99: 3000, warnAbove: 2000)
            .WithObjective("POST /api/v1/payments", payment => payment.Named("Payment").ErrorsBelow(0.01.Percent()))
            .WithAlert("POST /api/v1/payments", when => when.Named("Payments fail").ErrorsAbove(0.5.Percent()).WithMinimumSamples(10));

        // What others answer for us: watched, for nobody has promised anything.
        payments.WithAlert(paymentGateway, when => when.P99Above(2.Seconds()).For(LongEnough).AsWarning());

        gateway
            .WithObjective(shop => shop.Named("The whole shop").ErrorsBelow(0.1.Percent()))
            // A rate is owed only while somebody asks for it: 100 requests a second over five minutes.
            .WithObjective(shop => shop.Named("The whole shop").ThroughputAbove(perSecond: 500).WithMinimumSamples(30_000))
            .WithAlert(when => when.Named("Requests fail").ErrorsAbove(1.Percent()).For(LongEnough).WithMinimumSamples(10))
            .WithAlert(when => when.Named("The disk fills up").DiskAbove(80.Percent()))
            .WithAlert(when => when.Named("Memory runs out").MemoryAbove(90.Percent()));

        foreach (var service in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(service).WithAlert(when => when.InstanceDown());
        }
    }

    /// <summary>A row of the table of response times, in milliseconds: its objectives, and the alert when the slowest hundredth stays slower.</summary>
    private static IResourceBuilder<ProjectResource> Answers(
        this IResourceBuilder<ProjectResource> service,
        string name,
        string route,
        int mean,
        int p95,
        int p99,
        int? warnAbove = null
    ) =>
        service
            .WithObjective(
                route,
                answers =>
                    answers
                        .Named(name)
                        .MeanBelow(mean.Milliseconds())
                        .P95Below(p95.Milliseconds())
                        .P99Below(p99.Milliseconds(), warnAbove?.Milliseconds())
                        .WithTarget(99.Percent())
            )
            .WithAlert(route, when => when.Named($"{name} is slow").P99Above(p99.Milliseconds()).For(LongEnough).WithMinimumSamples(10));
}
