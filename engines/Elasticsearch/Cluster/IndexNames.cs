using System.Text;

namespace Platform.Engines.Elasticsearch.Cluster;

/// <summary>Which names an index or an alias may have.</summary>
internal static class IndexNames
{
    private const string Forbidden = "\\/*?\"<>| ,";

    /// <exception cref="ElasticsearchException"><c>invalid_index_name_exception</c>, or for an alias <c>invalid_alias_name_exception</c>.</exception>
    public static void Check(string name, bool isAlias = false)
    {
        if (name.Length == 0)
            throw Invalid(name, "must not be empty", isAlias);
        if (name.AsSpan().IndexOfAny(Forbidden) >= 0 || name.Any(char.IsControl))
            throw Invalid(name, "must not contain the following characters [' ','\"','*',',','/','<','>','?','\\','|']", isAlias);
        if (name.Contains('#'))
            throw Invalid(name, "must not contain '#'", isAlias);
        if (name.Contains(':'))
            throw Invalid(name, "must not contain ':'", isAlias);
        if (name[0] is '_' or '-' or '+')
            throw Invalid(name, "must not start with '_', '-', or '+'", isAlias);
        if (Encoding.UTF8.GetByteCount(name) is > 255 and var length)
            throw Invalid(name, $"index name is too long, ({length} > 255)", isAlias);
        if (name is "." or "..")
            throw Invalid(name, "must not be '.' or '..'", isAlias);
        if (!isAlias && name != name.ToLowerInvariant())
            throw Invalid(name, "must be lowercase", isAlias);
    }

    private static ElasticsearchException Invalid(string name, string why, bool isAlias) =>
        isAlias
            ? new(400, "invalid_alias_name_exception", $"Invalid alias name [{name}]: {why}")
            : new(400, "invalid_index_name_exception", $"Invalid index name [{name}], {why}")
            {
                Index = name,
                Details = new Dictionary<string, object> { ["index_uuid"] = "_na_" },
            };
}
