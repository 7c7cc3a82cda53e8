using System.Globalization;

/// <summary>What Docker Compose alone wants to know of the graph: which ports of this machine show what.</summary>
internal static class Compose
{
    public static void Publish(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose").WithDashboard(dashboard => dashboard.WithHostPort(18888));

        // The one door, on its documented port; mocks on theirs, for who develops on this machine.
        builder.Project("gateway").WithEndpoint("http", http => http.Port = 8080);
        builder.Project("payment-gateway").ShowHere(8081);
        builder.Project("sales-channels").ShowHere(8082);
        builder.Project("on-premises").ShowHere(8083);

        // A browser opens the mock's window: it stands outside, and knows no service by name.
        builder
            .CreateResourceBuilder(builder.Resources.OfType<IComputeResource>().Single(resource => resource.Name == "storefront"))
            .PublishAsDockerComposeService(
                (_, service) =>
                {
                    if (service.Environment["PAYMENT_GATEWAY_HTTP"] is "http://payment-gateway:8080")
                    {
                        service.Environment["PAYMENT_GATEWAY_HTTP"] = "http://localhost:${PAYMENT_GATEWAY_PORT:-8081}";
                    }
                }
            );
    }

    /// <summary>Shows a port on this machine and to nobody else; the variable moves it elsewhere.</summary>
    private static void ShowHere(this IResourceBuilder<ProjectResource> mock, int port) =>
        mock.PublishAsDockerComposeService(
            (resource, service) =>
            {
                var variable = $"{resource.Name.ToUpperInvariant().Replace('-', '_')}_PORT";
                service.Ports.Add(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:${{{variable}:-{port}}}:8080"));
            }
        );

    private static IResourceBuilder<ProjectResource> Project(this IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));
}
