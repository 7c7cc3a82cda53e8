using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores;

/// <summary>What a deployment is asked for of a store that it does not run itself.</summary>
public static class StoreParameters
{
    /// <summary>The parameter with the name or address of a managed or external store.</summary>
    public static string HostOf(Store store) => $"{store.Name}-host";

    /// <summary>None of a store that runs in the target. Passwords are not among them: they are secrets of those who use the store.</summary>
    public static IEnumerable<DeploymentParameter> Of(Store store)
    {
        if (!store.IsInside())
        {
            yield return new(HostOf(store), IsSecret: false, $"Host of the {store.Kind} '{store.Name}', without scheme and port.");
        }
    }
}
