namespace Platform.Dashboard.Store;

/// <summary>Where a row's message lies, and its scope.</summary>
internal struct RowRef
{
    public int Offset;
    public int Length;
    public int Scope;
}
