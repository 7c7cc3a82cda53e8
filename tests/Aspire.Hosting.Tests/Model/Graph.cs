using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Model;

/// <summary>Builders for tests of the model: nothing of them is started.</summary>
internal static class Graph
{
    public static IDistributedApplicationBuilder ToRun(params string[] args) => Create(args);

    public static IDistributedApplicationBuilder ToPublish(params string[] args) =>
        Create([.. args, "--publisher", "manifest", "--output-path", "unused.json"]);

    public static async Task<Dictionary<string, string>> EnvironmentAsync<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        await EnvironmentEvaluator.ResolveAsync(
            builder.Resource,
            builder.ApplicationBuilder.ExecutionContext,
            cancellationToken: TestContext.Current.CancellationToken
        );

    public static async Task<IReadOnlyList<string>> ArgumentsAsync<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        await ArgumentsEvaluator.ResolveAsync(
            builder.Resource,
            builder.ApplicationBuilder.ExecutionContext,
            cancellationToken: TestContext.Current.CancellationToken
        );

    /// <summary>Gives every endpoint of the resource an address; target ports are one above.</summary>
    public static IResourceBuilder<T> Allocated<T>(this IResourceBuilder<T> builder, int port = 5000)
        where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
        {
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port, targetPortExpression: $"{port + 1}");
            port += 2;
        }

        return builder;
    }

    public static async Task<string?> ValueAsync(this IValueProvider provider) =>
        await provider.GetValueAsync(TestContext.Current.CancellationToken);

    private static IDistributedApplicationBuilder Create(string[] args) =>
        DistributedApplication.CreateBuilder(
            new DistributedApplicationOptions
            {
                Args = args,
                DisableDashboard = true,
                ProjectDirectory = AppContext.BaseDirectory,
            }
        );
}
