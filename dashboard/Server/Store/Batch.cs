namespace Platform.Dashboard.Store;

/// <summary>The rows of one request while it is read; one for each thread, so that reading allocates nothing.</summary>
internal sealed class Batch<TRow>
    where TRow : struct
{
    [ThreadStatic]
    private static Batch<TRow>? ofThread;

    private TRow[] rows = new TRow[512];
    private RowRef[] refs = new RowRef[512];

    public int Count { get; private set; }

    /// <summary>Messages that were not taken.</summary>
    public int Rejected { get; set; }

    public ReadOnlySpan<TRow> Rows => rows.AsSpan(0, Count);

    public ReadOnlySpan<RowRef> Refs => refs.AsSpan(0, Count);

    public static Batch<TRow> Rent()
    {
        var batch = ofThread ??= new Batch<TRow>();
        batch.Count = 0;
        batch.Rejected = 0;
        return batch;
    }

    public ref TRow Next(int offset, int length, int scope)
    {
        if (Count == rows.Length)
        {
            Array.Resize(ref rows, rows.Length * 2);
            Array.Resize(ref refs, refs.Length * 2);
        }
        refs[Count] = new RowRef
        {
            Offset = offset,
            Length = length,
            Scope = scope,
        };
        rows[Count] = default;
        return ref rows[Count++];
    }

    public void TakeBack() => Count--;
}
