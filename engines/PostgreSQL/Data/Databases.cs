using Platform.Engines.PostgreSQL.Protocol;
using Platform.Engines.PostgreSQL.Scripts;
using Platform.Hosting;

namespace Platform.Engines.PostgreSQL.Data;

/// <summary>Creates databases, over a connection to the maintenance database.</summary>
internal static class Databases
{
    public const string Maintenance = "postgres";

    /// <summary>Creates a database unless it exists: by its own script if it has one.</summary>
    public static async Task CreateAsync(
        PostgresConnection connection,
        PostgresDatabase database,
        string resource,
        CancellationToken cancellationToken
    )
    {
        var exists = $"SELECT 1 FROM pg_database WHERE datname = {Literal(database.Name)}";
        if ((await connection.QueryAsync(exists, cancellationToken)).Count > 0)
        {
            return;
        }

        try
        {
            if (database.CreationScript is null)
            {
                await connection.QueryAsync($"CREATE DATABASE {Identifier(database.Name)}", cancellationToken);
                return;
            }

            foreach (var step in SqlScript.Split(database.CreationScript))
            {
                await connection.QueryAsync(step.Text, cancellationToken);
            }
        }
        catch (PostgresError error)
        {
            var how = database.CreationScript is { } script
                ? $"Its creation script is:\n{script}"
                : "Give it a creation script: WithCreationScript(…)";
            throw new EngineException($"{resource}: the database '{database.Name}' could not be created. {error.Message}\n{how}", error);
        }
    }

    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    public static string Literal(string text) => $"'{text.Replace("'", "''")}'";
}
