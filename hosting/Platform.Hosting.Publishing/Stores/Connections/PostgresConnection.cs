using System.Data.Common;
using Platform.Hosting.Publishing.Model;

namespace Platform.Hosting.Publishing.Stores.Connections;

/// <summary>Npgsql's keywords; TLS is checked against the server's name always.</summary>
public static class PostgresConnection
{
    /// <param name="database">Null: the server itself.</param>
    public static DeployedValue ConnectionString(StoreAddress address, StoreLogin login, string? database)
    {
        var text = new ValueText().Add("Host=").Add(address.Host).Add(";Port=").Add(address.Port);
        text.Add(";Username=").Add(login.User!).Add(";Password=").Add(login.Password!);
        if (address.Tls)
        {
            text.Add(";SSL Mode=VerifyFull");
        }
        if (address.Certificate is { } certificate)
        {
            text.Add($";Root Certificate={certificate}");
        }
        if (database is not null)
        {
            // The builder quotes a name that holds ';' or '='.
            text.Add(";").Add(new DbConnectionStringBuilder { ["Database"] = database }.ConnectionString);
        }
        return text.Build();
    }

    public static IReadOnlyDictionary<string, DeployedValue> Properties(StoreAddress address, StoreLogin login, string? database)
    {
        var path = database is null ? "" : $"/{Uri.EscapeDataString(database)}";
        var query = Query(address);
        var properties = new Dictionary<string, DeployedValue>
        {
            ["Host"] = DeployedValue.Of(address.Host),
            ["Port"] = new ValueText().Add(address.Port).Build(),
            ["Username"] = DeployedValue.Of(login.User!),
            ["Password"] = DeployedValue.Of(login.Password!),
            ["Uri"] = new ValueText()
                .Add("postgresql://")
                .Add(login.User! with { Format = "uri" })
                .Add(":")
                .Add(login.Password! with { Format = "uri" })
                .Add("@")
                .Add(address.Host)
                .Add(":")
                .Add(address.Port)
                .Add(path + query)
                .Build(),
            ["JdbcConnectionString"] = new ValueText()
                .Add("jdbc:postgresql://")
                .Add(address.Host)
                .Add(":")
                .Add(address.Port)
                .Add(path + query)
                .Build(),
        };
        if (database is not null)
        {
            properties["DatabaseName"] = DeployedValue.Of(database);
        }
        return properties;
    }

    private static string Query(StoreAddress address) =>
        !address.Tls ? ""
        : address.Certificate is { } certificate ? $"?sslmode=verify-full&sslrootcert={certificate}"
        : "?sslmode=verify-full";
}
