using System.Data.Common;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a PostgreSQL server. It is created when the server is ready.</summary>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name),
        IResourceWithParent<PostgresServerResource>,
        IResourceWithConnectionString
{
    public PostgresServerResource Parent { get; } =
        postgresParentResource ?? throw new ArgumentNullException(nameof(postgresParentResource));

    /// <summary>The name on the server; may differ from the resource's.</summary>
    public string DatabaseName { get; } = NotEmpty(databaseName);

    /// <summary>The server's Npgsql connection string with this database.</summary>
    public ReferenceExpression ConnectionStringExpression
    {
        get
        {
            // The builder quotes a name that holds ';' or '='.
            var database = new DbConnectionStringBuilder { ["Database"] = DatabaseName };
            return ReferenceExpression.Create($"{Parent};{database.ConnectionString}");
        }
    }

    /// <summary><c>postgresql://user:password@host:port/database</c>, percent-encoded.</summary>
    public ReferenceExpression UriExpression => Parent.Uri(DatabaseName);

    /// <summary><c>jdbc:postgresql://host:port/database</c>.</summary>
    public ReferenceExpression JdbcConnectionString => Parent.Jdbc(DatabaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [
            .. Parent.ConnectionProperties(UriExpression, JdbcConnectionString),
            new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
        ];

    private static string NotEmpty(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(databaseName));
        return value;
    }
}
