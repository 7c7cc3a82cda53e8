using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;
using Platform.Dashboard.Resources;

namespace Platform.Hosting.Dashboard;

/// <summary>Gives what snapshots mask, and writes into the resource's log that it was asked for.</summary>
internal sealed class SecretReader(
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    DistributedApplicationModel model
)
{
    private const string All = "*";

    public async Task<string?> ReadAsync(SecretReference secret, CancellationToken cancellationToken)
    {
        if (!notifications.TryGetCurrentState(secret.ResourceId, out var current))
        {
            return null;
        }
        var value = secret.Kind switch
        {
            "environment" when secret.Name == All => Environment(current),
            "environment" => current.Snapshot.EnvironmentVariables.FirstOrDefault(variable => variable.Name == secret.Name)?.Value,
            "property" when secret.Name == CustomResourceKnownProperties.ConnectionString => await ConnectionStringAsync(
                    current.Resource,
                    cancellationToken
                )
                .ConfigureAwait(false),
            "property" => current.Snapshot.Properties.FirstOrDefault(property => property.Name == secret.Name)?.Value?.ToString(),
            "connectionString" => await ConnectionStringAsync(current.Resource, cancellationToken).ConfigureAwait(false),
            "parameter" => Parameter(secret.Name.Length > 0 ? secret.Name : secret.ResourceId),
            _ => null,
        };
        if (value is not null)
        {
            loggers.GetLogger(current.ResourceId).LogInformation("The dashboard was shown {What}.", Described(secret));
        }
        return value;
    }

    private static string Described(SecretReference secret) =>
        secret switch
        {
            { Kind: "environment", Name: All } => "the whole environment",
            { Kind: "environment" } => $"the environment variable {secret.Name}",
            { Kind: "property" } => $"the property {secret.Name}",
            { Kind: "connectionString" } => "the connection string",
            _ => "the value",
        };

    private static string Environment(ResourceEvent current)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var variable in current.Snapshot.EnvironmentVariables)
            {
                json.WriteString(variable.Name, variable.Value ?? "");
            }
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static async Task<string?> ConnectionStringAsync(IResource resource, CancellationToken cancellationToken) =>
        resource is IResourceWithConnectionString with
            ? await with.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false)
            : null;

    private string? Parameter(string name) =>
        model.Resources.OfType<ParameterResource>().FirstOrDefault(parameter => parameter.Name == name) is { } parameter
        && parameter.TryGetValue(out var value, out _)
            ? value
            : null;
}
