namespace Platform.Hosting.Publishing.Compose;

/// <summary>What things are called in the file.</summary>
internal static class ComposeNames
{
    public static string Service(string component) => component.ToLowerInvariant();

    /// <summary>The network of a callee, joined by it and its callers.</summary>
    public static string NetworkOf(string callee) => $"{Service(callee)}-net";

    /// <summary>The network by which the outside reaches a service that publishes ports.</summary>
    public static string IngressOf(string callee) => $"{Service(callee)}-ingress";

    /// <summary>The one-time step of a store.</summary>
    public static string StepOf(string store) => $"{Service(store)}-setup";

    /// <summary>A workload's role in a database server.</summary>
    public static string RoleOf(string workload) => Service(workload).Replace('-', '_');

    /// <summary>The secret that holds the password of a workload's role.</summary>
    public static string RoleSecretOf(string store, string workload) => $"{Service(store)}-{Service(workload)}-password";
}
