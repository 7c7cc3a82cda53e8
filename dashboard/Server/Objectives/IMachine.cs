namespace Platform.Dashboard.Objectives;

/// <summary>What the machine has left.</summary>
internal interface IMachine
{
    /// <summary>0 to 1, of the volume that holds the graph's data; null where nobody knows.</summary>
    double? DiskShare();

    /// <summary>0 to 1; null where nobody knows.</summary>
    double? MemoryShare();
}
