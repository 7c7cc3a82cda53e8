using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace CommunityToolkit.Aspire.Hosting.Minio;

/// <summary>What a native engine must know to serve a MinIO resource.</summary>
internal static class MinioEngineSettings
{
    // MinIO's own rules: with a shorter one it does not start.
    private const int ShortestUser = 3;
    private const int ShortestPassword = 8;

    // The newer of MinIO's two variables for its region first.
    private static readonly string[] s_regionVariables = ["MINIO_SITE_REGION", "MINIO_REGION"];

    public static async ValueTask<EngineSettings> CreateAsync(MinioContainerResource minio, EngineSettingsContext context)
    {
        var user = await minio.RootUser.GetValueAsync(context.CancellationToken).ConfigureAwait(false);
        var password = await minio.PasswordParameter.GetValueAsync(context.CancellationToken).ConfigureAwait(false);
        var environment = await EnvironmentEvaluator
            .ResolveAsync(
                minio,
                context.ExecutionContext,
                KnownNetworkIdentifiers.LocalhostNetwork,
                cancellationToken: context.CancellationToken
            )
            .ConfigureAwait(false);
        var settings = new ObjectStorageSettings(
            Required(minio, minio.RootUser, user, ShortestUser),
            Required(minio, minio.PasswordParameter, password, ShortestPassword)
        )
        {
            Endpoint = minio.PrimaryEndpoint.IsAllocated ? minio.PrimaryEndpoint.Url : null,
            Buckets = [.. minio.Annotations.OfType<BucketAnnotation>().Select(bucket => bucket.Name)],
        };
        return s_regionVariables.Select(environment.GetValueOrDefault).FirstOrDefault(region => !string.IsNullOrEmpty(region)) is { } region
            ? settings with
            {
                Region = region,
            }
            : settings;
    }

    private static string Required(MinioContainerResource minio, ParameterResource parameter, string? value, int shortest) =>
        value?.Length >= shortest
            ? value
            : throw new DistributedApplicationException(
                $"MinIO '{minio.Name}' takes no '{parameter.Name}' of fewer than {shortest} characters. Set a longer one: Parameters:{parameter.Name}"
            );
}
