using System.Text;

namespace Platform.Dashboard.Store;

/// <summary>
/// The port that a span leaves out because it is the system's usual one: the semantic conventions for database spans ask for
/// <c>server.port</c> only where it is another (opentelemetry.io/docs/specs/semconv/database/database-spans).
/// </summary>
internal static class DefaultPorts
{
    private static readonly (byte[] System, int Port)[] Known =
    [
        .. new (string System, int Port)[]
        {
            ("postgresql", 5432),
            ("redis", 6379),
            ("elasticsearch", 9200),
            ("mysql", 3306),
            ("mariadb", 3306),
            ("mongodb", 27017),
            ("microsoft.sql_server", 1433),
            ("mssql", 1433),
            ("oracle.db", 1521),
            ("cassandra", 9042),
            ("memcached", 11211),
        }.Select(one => (Encoding.UTF8.GetBytes(one.System), one.Port)),
    ];

    /// <summary>0 where there is none known.</summary>
    public static int Of(ReadOnlySpan<byte> system)
    {
        foreach (var (name, port) in Known)
        {
            if (system.SequenceEqual(name))
            {
                return port;
            }
        }
        return 0;
    }
}
