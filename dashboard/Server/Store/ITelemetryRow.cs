namespace Platform.Dashboard.Store;

/// <summary>What the stores need of a row, whichever signal it is of.</summary>
public interface ITelemetryRow
{
    long RowSequence { get; set; }

    UInt128 RowTrace { get; }

    /// <summary>Nanoseconds since 1970.</summary>
    long RowFrom { get; }
    long RowTo { get; }

    int RowSource { get; }
}
