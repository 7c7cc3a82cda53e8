namespace Platform.FileStores.Stores;

/// <summary>All stores of this service, by target.</summary>
public sealed class FileStoreSet(IEnumerable<IFileStore> stores)
{
    private readonly Dictionary<string, IFileStore> byTarget = stores.ToDictionary(store => store.Target, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Targets => byTarget.Keys;

    /// <exception cref="StoreNotConfiguredException">This service is not connected to it.</exception>
    public IFileStore this[string target] =>
        byTarget.TryGetValue(target, out var store) ? store : throw new StoreNotConfiguredException(target);
}

/// <summary>The service has no connection to the store that a file is in.</summary>
public sealed class StoreNotConfiguredException(string target)
    : Exception(
        $"This service is not connected to the store '{target}'. In the AppHost, reference it: storage for aws, oci-storage for oci, on-premises for onpremises."
    );
