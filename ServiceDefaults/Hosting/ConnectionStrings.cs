namespace Platform.ServiceDefaults;

internal static class ConnectionStrings
{
    public static string Missing(string name) =>
        $"There is no connection string '{name}'. In the AppHost, add .WithReference({name}) to this service; outside of it, set ConnectionStrings__{name}.";
}
