namespace Platform.Engines.Elasticsearch.Index;

/// <summary>Finds a document of one segment by its id.</summary>
internal sealed class IdTable
{
    private readonly string[] ids;
    private readonly int[] slots;

    public IdTable(string[] ids)
    {
        this.ids = ids;
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, ids.Length * 2))];
        for (var document = 0; document < ids.Length; document++)
        {
            var slot = ids[document].GetHashCode() & (slots.Length - 1);
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = document + 1;
        }
    }

    public long MemoryBytes => 4L * slots.Length;

    /// <returns>-1 when there is none.</returns>
    public int Find(string id, int hash)
    {
        for (var slot = hash & (slots.Length - 1); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            if (ids[slots[slot] - 1] == id)
            {
                return slots[slot] - 1;
            }
        }
        return -1;
    }
}
