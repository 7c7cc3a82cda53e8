using System.Reflection;
using global::Npgsql;

namespace Platform.ServiceDefaults.Migrations;

/// <summary>Which database the migrations embedded in which assembly belong to.</summary>
internal sealed record MigrationSource(
    string ConnectionName,
    string? ConnectionString,
    Assembly Assembly,
    Func<NpgsqlConnection, CancellationToken, Task>? Seed
);
