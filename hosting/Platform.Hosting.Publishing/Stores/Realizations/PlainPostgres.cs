using System.Text;
using System.Text.Json.Nodes;
using Platform.Hosting.Deployment;
using Platform.Hosting.Publishing.Kubernetes;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Realizations;

/// <summary>PostgreSQL in one container; a step makes a role for each service and the databases that it owns.</summary>
internal sealed class PlainPostgres : IStoreRealization
{
    // Of the official image.
    private const int User = 999;
    private const string Script = "roles.sql";

    public StoreKind Kind => StoreKind.PostgreSql;

    public Realization Realization => Realization.Plain;

    public IEnumerable<KubernetesObject> Objects(StoreScope scope)
    {
        PlainTls.Refuse(scope);
        var server = new PlainServer
        {
            User = User,
            Port = scope.Store.PortOf(),
            PortName = "postgres",
            DataPath = "/var/lib/postgresql",
            // Over TCP: while it is made, a fresh server answers on its socket only.
            Probe = new()
            {
                ["exec"] = new JsonObject
                {
                    ["command"] = new JsonArray("pg_isready", "--host=127.0.0.1", "--username=postgres", "--dbname=postgres"),
                },
            },
            Environment = [Trees.SecretVariable("POSTGRES_PASSWORD", scope.AdministratorSecret, "password")],
            Arguments = [.. scope.Settings().SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" })],
            Writable = ["/var/run/postgresql", "/tmp"],
        };
        return scope.Users.Count == 0 ? server.Objects(scope) : server.Objects(scope).Concat(Step(scope).Objects(scope));
    }

    private static SetupStep Step(StoreScope scope) =>
        new(User, new Dictionary<string, string> { [Script] = Sql(scope) })
        {
            Command = ["psql", "--no-psqlrc", "--quiet", "--dbname=postgres", $"--file={SetupStep.PathOf(Script)}"],
            Environment =
            [
                Trees.Variable("PGHOST", KubernetesStores.HostOf(scope.Context, scope.Store)),
                Trees.Variable("PGUSER", "postgres"),
                Trees.SecretVariable("PGPASSWORD", scope.AdministratorSecret, "password"),
                .. scope.Users.Select(user => Trees.SecretVariable(VariableOf(user), user.ObjectName, "password")),
            ],
        };

    /// <summary>May run again at any time. Passwords come from the environment and stay out of the server's log.</summary>
    internal static string Sql(StoreScope scope)
    {
        var sql = new StringBuilder();
        sql.AppendLine(@"\set ON_ERROR_STOP on");
        sql.AppendLine("SET log_statement TO none;");
        sql.AppendLine("SET log_min_error_statement TO panic;");
        foreach (var user in scope.Users)
        {
            var rights = user.UsesServer ? "LOGIN CREATEDB" : "LOGIN";
            sql.AppendLine().AppendLine($"-- {user.Name}");
            sql.AppendLine($@"\getenv password {VariableOf(user)}");
            sql.AppendLine(
                $@"SELECT format('CREATE ROLE %I', {Literal(user.Name)}) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {Literal(user.Name)}) \gexec"
            );
            sql.AppendLine($"ALTER ROLE {Identifier(user.Name)} {rights} PASSWORD :'password';");
        }
        foreach (var database in scope.Store.Databases.Where(database => database.Owners.Count > 0))
        {
            var (name, owner) = (database.DatabaseName, database.Owners[0]);
            sql.AppendLine().AppendLine($"-- {database.Name}");
            sql.AppendLine(
                $@"SELECT format('CREATE DATABASE %I', {Literal(name)}) WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = {Literal(name)}) \gexec"
            );
            sql.AppendLine($"ALTER DATABASE {Identifier(name)} OWNER TO {Identifier(owner)};");
            sql.AppendLine($"REVOKE ALL ON DATABASE {Identifier(name)} FROM PUBLIC;");
            foreach (var other in database.Owners.Skip(1))
            {
                // It works in the owner's name, so that what either makes is both's.
                sql.AppendLine($"GRANT {Identifier(owner)} TO {Identifier(other)};");
                sql.AppendLine($"ALTER ROLE {Identifier(other)} IN DATABASE {Identifier(name)} SET role TO {Identifier(owner)};");
            }
        }
        return sql.Replace("\r\n", "\n").ToString();
    }

    private static string VariableOf(StoreUser user) => $"{user.Name.Replace('-', '_').ToUpperInvariant()}_PASSWORD";

    private static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''")}'";
}
