namespace Platform.ServiceDefaults.Migrations;

/// <summary>A migration differs from what was applied to the database under its number.</summary>
public sealed class MigrationChangedException(string name)
    : Exception(
        $"Migration '{name}.sql' was changed after it was applied to this database. Restore its text and put the change into a new migration; "
            + "a development database can be started afresh with ./down --volumes."
    );
