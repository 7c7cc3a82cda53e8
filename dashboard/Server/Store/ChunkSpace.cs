using System.Runtime.CompilerServices;

namespace Platform.Dashboard.Store;

/// <summary>The memory of a chunk: large arrays, which are used again so that the collector does not have to find megabytes each second.</summary>
internal sealed class ChunkSpace<TRow>(int byteCapacity, int rowCapacity)
    where TRow : struct
{
    public const int MostRows = 8192;
    private volatile TRow[] rows = new TRow[rowCapacity];
    private volatile RowRef[] refs = new RowRef[rowCapacity];

    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(byteCapacity);

    public TRow[] Rows => rows;

    public RowRef[] Refs => refs;

    public long Size => Bytes.Length + ((long)rows.Length * (Unsafe.SizeOf<TRow>() + Unsafe.SizeOf<RowRef>()));

    /// <summary>Readers go on with the arrays that they have: what was in them is in both.</summary>
    public void Grow()
    {
        var moreRows = new TRow[rows.Length * 2];
        var moreRefs = new RowRef[rows.Length * 2];
        rows.CopyTo(moreRows, 0);
        refs.CopyTo(moreRefs, 0);
        rows = moreRows;
        refs = moreRefs;
    }
}
