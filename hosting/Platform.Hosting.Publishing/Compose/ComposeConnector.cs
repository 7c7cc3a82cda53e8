using System.Globalization;
using Platform.Hosting.Publishing.Compose.Stores;
using Platform.Hosting.Publishing.Model;
using Platform.Hosting.Publishing.Stores;

namespace Platform.Hosting.Publishing.Compose;

/// <summary>Stores as services of the file, or by address where somebody else runs them. In the file nothing speaks TLS: each store has a network of its own.</summary>
internal sealed class ComposeConnector(ComposeContext context) : IStoreConnector
{
    public StoreConnection Connect(Workload consumer, ConnectionUse use)
    {
        var store =
            context.Model.FindStore(use.Store)
            ?? throw new InvalidOperationException($"'{consumer.Name}' uses the store '{use.Store}', which the model has not.");
        ValuePart host = store.IsInside() ? Text(ComposeNames.Service(store.Name)) : new ParameterPart(StoreParameters.HostOf(store));
        var end = new End(store, host, ComposeStores.PortOf(store), !store.IsInside() && store.HasTls());
        return store.Kind switch
        {
            StoreKind.PostgreSql => PostgreSql(end, consumer, use),
            StoreKind.Redis => Redis(end),
            StoreKind.Kafka => Kafka(end),
            StoreKind.Elasticsearch => Elasticsearch(end),
            StoreKind.S3 => S3(end),
            _ => throw new InvalidOperationException($"'{store.Name}' is a {store.Kind}, which Compose does not know."),
        };
    }

    /// <summary>The secret with the administrator's password.</summary>
    public static string AdministratorSecret(Store store) => store.PasswordParameter ?? $"{store.Name}-password";

    /// <summary>The secret with the access key of an S3 store: half of a key that opens everything, and treated like its other half.</summary>
    public static string AccessKeySecret(Store store) => $"{store.Name}-access-key";

    /// <summary>The access key of an S3 store.</summary>
    public ValuePart AccessKey(Store store) =>
        store.UserParameter is null ? new SecretPart(AccessKeySecret(store)) : Administrator(store, "");

    /// <summary>The administrator's name.</summary>
    public ValuePart Administrator(Store store, string usual) =>
        store.UserParameter switch
        {
            null => Text(usual),
            var name when context.Model.Parameters.Any(parameter => parameter.Name == name && parameter.IsSecret) => new SecretPart(name),
            var name when context.Model.Parameters.Any(parameter => parameter.Name == name) => new ParameterPart(name),
            _ => Text(usual),
        };

    private StoreConnection PostgreSql(End end, Workload consumer, ConnectionUse use)
    {
        var database = end.Store.Databases.FirstOrDefault(database => database.Name == use.Child)?.DatabaseName ?? use.Child;
        // Of a database the service has a role; the server as a whole is the administrator's.
        ValuePart user = database is null ? Administrator(end.Store, "postgres") : Text(ComposeNames.RoleOf(consumer.Name));
        var secret = database is null ? AdministratorSecret(end.Store) : ComposeNames.RoleSecretOf(end.Store.Name, consumer.Name);
        var port = Number(end.Port);
        var path = database is null ? "" : $"/{database}";
        List<object> text = ["Host=", end.Host, $";Port={port};Username=", user, ";Password=", new SecretPart(secret)];
        if (database is not null)
        {
            text.Add($";Database={database}");
        }
        if (end.Tls)
        {
            text.Add(";SSL Mode=VerifyFull");
        }
        return new(HostText(end), end.Port, Value([.. text]))
        {
            Properties = Properties(
                ("Host", Value(end.Host)),
                ("Port", Value(port)),
                ("Username", Value(user)),
                ("Password", Value(new SecretPart(secret))),
                ("Uri", Value("postgresql://", Encoded(user), ":", new SecretPart(secret, "uri"), "@", end.Host, $":{port}{path}")),
                ("JdbcConnectionString", Value("jdbc:postgresql://", end.Host, $":{port}{path}")),
                ("DatabaseName", Value(database ?? ""))
            ),
        };
    }

    private static StoreConnection Redis(End end)
    {
        var (port, secret) = (Number(end.Port), AdministratorSecret(end.Store));
        List<object> text = [end.Host, $":{port},password=", new SecretPart(secret)];
        if (end.Tls)
        {
            text.AddRange([",ssl=true,sslHost=", end.Host]);
        }
        return new(HostText(end), end.Port, Value([.. text]))
        {
            Properties = Properties(
                ("Host", Value(end.Host)),
                ("Port", Value(port)),
                ("Password", Value(new SecretPart(secret))),
                ("Uri", Value(end.Tls ? "rediss://:" : "redis://:", new SecretPart(secret, "uri"), "@", end.Host, $":{port}"))
            ),
        };
    }

    private static StoreConnection Kafka(End end) =>
        new(HostText(end), end.Port, Value(end.Host, $":{Number(end.Port)}", end.Tls ? ";security.protocol=SSL" : ""))
        {
            Properties = Properties(("Host", Value(end.Host)), ("Port", Value(Number(end.Port)))),
        };

    private StoreConnection Elasticsearch(End end)
    {
        var (port, secret, user) = (Number(end.Port), AdministratorSecret(end.Store), Administrator(end.Store, "elastic"));
        var scheme = end.Tls ? "https" : "http";
        return new(
            HostText(end),
            end.Port,
            Value($"{scheme}://", Encoded(user), ":", new SecretPart(secret, "uri"), "@", end.Host, $":{port}")
        )
        {
            Properties = Properties(
                ("Host", Value(end.Host)),
                ("Port", Value(port)),
                ("Username", Value(user)),
                ("Password", Value(new SecretPart(secret))),
                ("Uri", Value($"{scheme}://", end.Host, $":{port}"))
            ),
        };
    }

    private StoreConnection S3(End end)
    {
        var (port, secret, user) = (Number(end.Port), AdministratorSecret(end.Store), AccessKey(end.Store));
        object[] uri = [end.Tls ? "https://" : "http://", end.Host, $":{port}"];
        return new(HostText(end), end.Port, Value(["Endpoint=", .. uri, ";AccessKey=", user, ";SecretKey=", new SecretPart(secret)]))
        {
            Properties = Properties(
                ("Host", Value(end.Host)),
                ("Port", Value(port)),
                ("AccessKey", Value(user)),
                ("SecretKey", Value(new SecretPart(secret))),
                ("Uri", Value(uri))
            ),
        };
    }

    private static Dictionary<string, DeployedValue> Properties(params (string Name, DeployedValue Value)[] properties) =>
        properties.ToDictionary(property => property.Name, property => property.Value);

    private static DeployedValue Value(params object[] parts) =>
        new([.. parts.Select(part => part as ValuePart ?? Text((string)part)).Where(part => part is not LiteralPart { Text: "" })]);

    private static LiteralPart Text(string text) => new(text);

    private static ValuePart Encoded(ValuePart part) =>
        part switch
        {
            LiteralPart literal => Text(Uri.EscapeDataString(literal.Text)),
            _ => part with { Format = "uri" },
        };

    private static string HostText(End end) => end.Host is LiteralPart literal ? literal.Text : StoreParameters.HostOf(end.Store);

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private sealed record End(Store Store, ValuePart Host, int Port, bool Tls);
}
