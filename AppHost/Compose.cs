using System.Globalization;

/// <summary>What Docker Compose alone wants to know of the graph: which ports of this machine show what.</summary>
internal static class Compose
{
    public static void Publish(IDistributedApplicationBuilder builder)
    {
        builder
            .AddDockerComposeEnvironment("compose")
            .WithDashboard(dashboard => dashboard.WithHostPort(18888))
            .ConfigureEnvFile(variables =>
            {
                // Where a mock plays the payment gateway, a browser on this machine finds its window here.
                if (!variables.ContainsKey("PAYMENT_GATEWAY_URL") && variables.TryGetValue("PAYMENT_WINDOW_URL", out var window))
                {
                    window.DefaultValue = "http://localhost:8081";
                }
            });

        // Its image makes no directory for another user, and a new volume is root's; no capability is left to it.
        foreach (var storage in builder.Resources.OfType<MinioContainerResource>())
        {
            builder
                .CreateResourceBuilder(storage)
                .Waive(Policy.NonRoot, "in Compose MinIO owns its volume as root, without any capability");
        }

        // The one door, on its documented port; mocks on theirs, for who develops on this machine.
        builder.Project("gateway").WithEndpoint("http", http => http.Port = 8080);
        builder.Project("payment-gateway").ShowHere(8081);
        builder.Project("sales-channels").ShowHere(8082);
        builder.Project("on-premises").ShowHere(8083);
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
