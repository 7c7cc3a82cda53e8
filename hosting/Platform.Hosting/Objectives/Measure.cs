namespace Platform.Hosting;

/// <summary>What objectives and alerts look at.</summary>
public enum Measure
{
    /// <summary>The mean duration, in milliseconds.</summary>
    Mean,

    /// <summary>The duration that half of all stay below, in milliseconds.</summary>
    P50,

    /// <summary>The duration that 95 of 100 stay below, in milliseconds.</summary>
    P95,

    /// <summary>The duration that 99 of 100 stay below, in milliseconds.</summary>
    P99,

    /// <summary>What fails of all, from 0 to 1.</summary>
    ErrorShare,

    /// <summary>Requests a second.</summary>
    Throughput,

    /// <summary>A replica that ran and does not any more, though nobody stopped it.</summary>
    InstanceDown,

    /// <summary>What is used of the volume that holds the graph's data, from 0 to 1.</summary>
    DiskShare,

    /// <summary>What is used of the machine's memory, from 0 to 1.</summary>
    MemoryShare,
}
