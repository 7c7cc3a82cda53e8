namespace Platform.ServiceDefaults.Npgsql;

/// <summary>A short name for an SQL statement, as the conventions' <c>db.query.summary</c>: <c>SELECT products</c>.</summary>
internal static class SqlSummary
{
    private const int Longest = 64;

    /// <summary>The operation and the first table it names; without a table the operation alone.</summary>
    public static string Of(string sql)
    {
        var words = new Words(sql);
        string? operation = null;
        while (words.Next(out var word))
        {
            if (operation is null)
            {
                operation = word.ToString().ToUpperInvariant();
                if (operation == "UPDATE" && words.Next(out var updated))
                    return Join(operation, updated);
                continue;
            }

            // A common table expression is named by what it ends in: the first statement word after WITH that is no SELECT, else SELECT.
            if (operation == "WITH" && IsStatement(word))
                operation = word.ToString().ToUpperInvariant();
            if (operation == "UPDATE" && word.Equals("UPDATE", StringComparison.OrdinalIgnoreCase) && words.Next(out var table))
                return Join(operation, table);
            if (IsBeforeTable(word) && words.Next(out var target))
                return Join(operation, target);
        }
        return operation ?? "sql";
    }

    private static bool IsStatement(ReadOnlySpan<char> word) =>
        word.Equals("SELECT", StringComparison.OrdinalIgnoreCase)
        || word.Equals("INSERT", StringComparison.OrdinalIgnoreCase)
        || word.Equals("UPDATE", StringComparison.OrdinalIgnoreCase)
        || word.Equals("DELETE", StringComparison.OrdinalIgnoreCase);

    private static bool IsBeforeTable(ReadOnlySpan<char> word) =>
        word.Equals("FROM", StringComparison.OrdinalIgnoreCase)
        || word.Equals("INTO", StringComparison.OrdinalIgnoreCase)
        || word.Equals("TABLE", StringComparison.OrdinalIgnoreCase);

    private static string Join(string operation, ReadOnlySpan<char> table)
    {
        var name = $"{operation} {table.Trim('"')}";
        return name.Length <= Longest ? name : name[..Longest];
    }

    /// <summary>Walks the words outside of comments, string literals and parentheses' edges.</summary>
    private ref struct Words(string sql)
    {
        private int at;

        public bool Next(out ReadOnlySpan<char> word)
        {
            while (at < sql.Length)
            {
                var rest = sql.AsSpan(at);
                if (rest.StartsWith("--"))
                    at += Length(rest.IndexOf('\n'), rest);
                else if (rest.StartsWith("/*"))
                    at += Length(rest.IndexOf("*/"), rest) + 1;
                else if (rest[0] == '\'')
                    at += Length(rest[1..].IndexOf('\''), rest) + 1;
                else if (IsPart(rest[0]))
                {
                    var length = 1;
                    while (length < rest.Length && IsPart(rest[length]))
                        length++;
                    at += length;
                    word = rest[..length];
                    return true;
                }
                else
                    at++;
            }
            word = default;
            return false;
        }

        private static int Length(int found, ReadOnlySpan<char> rest) => found < 0 ? rest.Length : found + 1;

        private static bool IsPart(char character) =>
            char.IsLetterOrDigit(character) || character is '_' or '.' or '"' or '$' or '@' or ':';
    }
}
