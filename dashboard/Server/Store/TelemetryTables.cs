namespace Platform.Dashboard.Store;

/// <summary>The tables that the stores of one set share.</summary>
public sealed class TelemetryTables
{
    public TelemetryTables() => Scopes = new ScopeTable(Texts);

    public TextTable Texts { get; } = new();

    public SourceTable Sources { get; } = new();

    public ScopeTable Scopes { get; }

    internal TraceKeeper Keeper { get; } = new();

    public long Bytes => Texts.Bytes + Sources.Bytes + Scopes.Bytes + Keeper.Bytes;
}
