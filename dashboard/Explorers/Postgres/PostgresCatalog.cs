using Npgsql;

namespace Platform.Dashboard.Explorers.Postgres;

/// <summary>What the server's catalog tells of itself.</summary>
internal static class PostgresCatalog
{
    public const string Databases = """
        select datname, pg_size_pretty(pg_database_size(oid)) as size
        from pg_database where not datistemplate and datallowconn and has_database_privilege(oid, 'CONNECT') order by datname
        """;

    public const string Tables = """
        select n.nspname, c.relname, case when c.relkind in ('v', 'm') then 'view' else 'table' end,
          case when c.relkind = 'v' then null else
            case when c.reltuples < 0 then '' else '~' || c.reltuples::bigint || ' rows, ' end || pg_size_pretty(pg_total_relation_size(c.oid)) end
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
        order by n.nspname, c.relname
        """;

    public const string Columns = """
        select a.attname as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
          pg_get_expr(d.adbin, d.adrelid) as default
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where n.nspname = $1 and c.relname = $2 and a.attnum > 0 and not a.attisdropped order by a.attnum
        """;

    public const string Indexes = """
        select i.indexname as index, i.indexdef as definition, s.idx_scan as scans, pg_size_pretty(pg_relation_size(s.indexrelid)) as size
        from pg_indexes i join pg_stat_all_indexes s on s.schemaname = i.schemaname and s.indexrelname = i.indexname
        where i.schemaname = $1 and i.tablename = $2 order by 1
        """;

    public const string Sessions = """
        select datname as database, usename as role, application_name as application, state, wait_event as waits_for, count(*) as sessions
        from pg_stat_activity where datname is not null group by 1, 2, 3, 4, 5 order by 1, 2, 6 desc
        """;

    public static async Task<ExplorerContent> RowsAsync(
        NpgsqlConnection connection,
        string sql,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<IReadOnlyList<string?>>();
        ExplorerColumn[] columns =
        [
            .. Enumerable.Range(0, reader.FieldCount).Select(i => new ExplorerColumn(reader.GetName(i), reader.GetDataTypeName(i))),
        ];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(i => reader.IsDBNull(i) ? null : ValueText.Cell(reader.GetString(i)))]);
        }
        return new ExplorerContent { Columns = columns, Rows = rows };
    }
}
