namespace Platform.ServiceDefaults.Npgsql;

/// <summary>A short name for an SQL statement, as the conventions' <c>db.query.summary</c>: <c>SELECT products</c>.</summary>
internal static class SqlSummary
{
    private const int Longest = 64;

    /// <summary>The operation and the first table it names; a common table expression goes by the change that it ends in, else by what it reads.</summary>
    public static string Of(string sql)
    {
        var words = new Words(sql);
        if (!words.Next(out var first))
            return "sql";
        var operation = first.ToString().ToUpperInvariant();
        var isExpression = operation == "WITH";
        var tableFollows = operation == "UPDATE";
        string? read = null;
        while (words.Next(out var word))
        {
            if (tableFollows && !Is(word, "IF", "NOT", "EXISTS", "ONLY"))
            {
                if (operation != "WITH")
                    return Join(operation, word);
                read ??= Join("SELECT", word);
                tableFollows = false;
            }
            if (isExpression && Is(word, "INSERT", "UPDATE", "DELETE", "MERGE"))
            {
                operation = word.ToString().ToUpperInvariant();
                tableFollows = operation == "UPDATE";
            }
            tableFollows |= Is(word, "FROM", "INTO", "TABLE");
        }
        return isExpression ? read ?? "SELECT" : operation;
    }

    private static bool Is(ReadOnlySpan<char> word, params ReadOnlySpan<string> any)
    {
        foreach (var one in any)
        {
            if (word.Equals(one, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

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
