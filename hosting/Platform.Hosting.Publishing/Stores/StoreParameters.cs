using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>What a deployment is asked for of a store that it does not run itself.</summary>
public static class StoreParameters
{
    /// <summary>The parameter with the name or address of a managed or external store.</summary>
    public static string HostOf(Store store) => $"{store.Name}-host";

    /// <summary>The parameter with the region that requests to an external S3 are signed for; of a managed one it is the cluster's.</summary>
    public static string RegionOf(Store store) => $"{store.Name}-region";

    internal static bool HasRegion(Store store) => store is { Kind: StoreKind.S3, Realization.Realization: Realization.External };

    /// <summary>None of a store that runs in the target. Passwords are not among them: they are secrets of those who use the store.</summary>
    public static IEnumerable<DeploymentParameter> Of(Store store)
    {
        if (!store.IsInside())
        {
            yield return new(HostOf(store), IsSecret: false, $"Host of the {store.Kind} '{store.Name}', without scheme and port.");
            if (HasRegion(store))
            {
                yield return new(
                    RegionOf(store),
                    IsSecret: false,
                    $"Region of the buckets of '{store.Name}': requests are signed for it.",
                    "us-east-1"
                );
            }
        }
    }
}
