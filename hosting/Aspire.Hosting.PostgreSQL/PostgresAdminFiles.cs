using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Postgres;

/// <summary>Files that tell the admin UIs which servers and databases there are.</summary>
internal static class PostgresAdminFiles
{
    public static async Task<IEnumerable<ContainerFileSystemItem>> PgAdminServersAsync(
        ContainerFileSystemCallbackContext context,
        CancellationToken cancellationToken
    )
    {
        var servers = new Dictionary<string, object>();
        foreach (var server in Servers(context))
        {
            var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            servers[$"{servers.Count + 1}"] = new
            {
                server.Name,
                Group = "Servers",
                Host = server.Name,
                Port = server.PrimaryEndpoint.TargetPort,
                Username = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false),
                SSLMode = "prefer",
                MaintenanceDB = "postgres",
                PasswordExecCommand = $"echo '{password?.Replace("'", "'\\''")}'",
            };
        }

        return [new ContainerFile { Name = "servers.json", Contents = JsonSerializer.Serialize(new { Servers = servers }) }];
    }

    public static async Task<IEnumerable<ContainerFileSystemItem>> PgWebBookmarksAsync(
        ContainerFileSystemCallbackContext context,
        CancellationToken cancellationToken
    )
    {
        var bookmarks = new List<ContainerFileSystemItem>();
        foreach (var server in Servers(context))
        {
            var user = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
            var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
            foreach (var database in server.DatabaseResources)
            {
                var toml = $"""
                    host = {Quote(server.Name)}
                    port = {server.PrimaryEndpoint.TargetPort}
                    user = {Quote(user)}
                    password = {Quote(password)}
                    database = {Quote(database.DatabaseName)}
                    sslmode = "disable"

                    """;
                bookmarks.Add(new ContainerFile { Name = $"{database.Name}.toml", Contents = toml });
            }
        }

        return bookmarks;
    }

    private static IEnumerable<PostgresServerResource> Servers(ContainerFileSystemCallbackContext context) =>
        context.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<PostgresServerResource>();

    // A JSON string is a TOML basic string.
    private static string Quote(string? value) => JsonSerializer.Serialize(value ?? "");
}
