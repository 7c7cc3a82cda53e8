using System.Text;
using System.Text.Json;

namespace Platform.Dashboard.Resources;

/// <summary>A resource's environment and snapshot to take away: masked unless asked for, and the host logs the asking.</summary>
internal static class EnvironmentEndpoints
{
    /// <summary>The name that stands for all variables at once.</summary>
    public const string AllVariables = "*";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/resources/{id}/env", EnvAsync);
        routes.MapGet("/resources/{id}/json", JsonAsync);
    }

    private static async Task<IResult> EnvAsync(
        string id,
        bool? reveal,
        ResourceBoard board,
        DashboardOptions options,
        CancellationToken cancellationToken
    )
    {
        if (board.Find(id) is not { } resource)
        {
            return ResourceProblem.NoResource(id);
        }
        var text = new StringBuilder();
        if (reveal != true)
        {
            text.Append("# Values are masked. With them: ?reveal=true\n");
        }
        foreach (var variable in await VariablesAsync(resource, reveal, options, cancellationToken))
        {
            text.Append(variable.Name).Append('=').Append(Quote(variable.Value ?? (reveal == true ? "" : "******"))).Append('\n');
        }
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"{resource.Id}.env");
    }

    private static async Task<IResult> JsonAsync(
        string id,
        bool? reveal,
        ResourceBoard board,
        DashboardOptions options,
        CancellationToken cancellationToken
    ) =>
        board.Find(id) is { } resource
            ? TypedResults.Json(
                resource with
                {
                    Environment = await VariablesAsync(resource, reveal, options, cancellationToken),
                },
                ResourcesJson.Default.ResourceSnapshot
            )
            : ResourceProblem.NoResource(id);

    private static async Task<IReadOnlyList<EnvironmentVariable>> VariablesAsync(
        ResourceSnapshot resource,
        bool? reveal,
        DashboardOptions options,
        CancellationToken cancellationToken
    )
    {
        if (reveal != true || options.Host is not { } host || resource.Environment.Count == 0)
        {
            return resource.Environment;
        }
        var json = await host.RevealAsync(new SecretReference(resource.Id, "environment", AllVariables), cancellationToken) ?? "{}";
        var values = JsonSerializer.Deserialize(json, ResourcesJson.Default.DictionaryStringString) ?? [];
        return [.. resource.Environment.Select(variable => variable with { Value = values.GetValueOrDefault(variable.Name) })];
    }

    /// <summary>As every reader of .env files takes it: in double quotes where there is more than a word.</summary>
    private static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ':' or ',' or '@' or '+')
            ? value
            : $"\"{value.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("$", "\\$").Replace("\r", "\\r").Replace("\n", "\\n")}\"";
}
