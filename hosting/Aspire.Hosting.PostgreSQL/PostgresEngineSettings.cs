using Aspire.Hosting.ApplicationModel;
using Platform.Hosting;

namespace Aspire.Hosting.Postgres;

/// <summary>What a native engine must know to serve a PostgreSQL resource.</summary>
internal static class PostgresEngineSettings
{
    public const string InitDirectory = "/docker-entrypoint-initdb.d";

    public static async ValueTask<EngineSettings> CreateAsync(PostgresServerResource server, EngineSettingsContext context)
    {
        var userName = await server.UserNameReference.GetValueAsync(context.CancellationToken).ConfigureAwait(false);
        var password = await server.PasswordParameter.GetValueAsync(context.CancellationToken).ConfigureAwait(false);
        return new PostgresSettings(Required(userName, "user name"), Required(password, "password"))
        {
            Databases = [.. server.DatabaseResources.Select(database => new PostgresDatabase(database.DatabaseName, ScriptOf(database)))],
            InitFiles = [.. Sources(server).SelectMany(Files)],
        };

        string Required(string? value, string what) =>
            string.IsNullOrEmpty(value)
                ? throw new DistributedApplicationException($"PostgreSQL '{server.Name}' has no {what}: its parameter is empty.")
                : value;
    }

    public static string? ScriptOf(PostgresDatabaseResource database) =>
        database.TryGetLastAnnotation<PostgresCreationScriptAnnotation>(out var annotation) ? annotation.Script : null;

    private static IEnumerable<string> Sources(PostgresServerResource server)
    {
        foreach (var annotation in server.Annotations)
        {
            if (annotation is PostgresInitFilesAnnotation { Path: var path })
            {
                yield return path;
            }
            else if (
                annotation is ContainerMountAnnotation { Type: ContainerMountType.BindMount, Source: { } source, Target: var target }
                && target.TrimEnd('/') == InitDirectory
            )
            {
                yield return source;
            }
        }
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(file => Path.GetExtension(file) is ".sql" or ".sh").Order(StringComparer.Ordinal)
            : [path];
}
