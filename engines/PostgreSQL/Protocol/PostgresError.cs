using System.Text;

namespace Platform.Engines.PostgreSQL.Protocol;

/// <summary>An ErrorResponse of the server.</summary>
internal sealed class PostgresError(string severity, string sqlState, string message) : Exception($"{severity} {sqlState}: {message}")
{
    public string SqlState { get; } = sqlState;

    /// <summary>Reads the fields of an ErrorResponse: a byte that names the field, then its text, ended by zero.</summary>
    public static PostgresError Read(ReadOnlySpan<byte> body)
    {
        string severity = "ERROR",
            sqlState = "",
            message = "";
        while (body.Length > 1 && body[0] != 0)
        {
            var field = (char)body[0];
            var end = body.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(body[1..end]);
            body = body[(end + 1)..];
            switch (field)
            {
                case 'S':
                    severity = text;
                    break;
                case 'C':
                    sqlState = text;
                    break;
                case 'M':
                    message = text;
                    break;
            }
        }

        return new PostgresError(severity, sqlState, message);
    }
}
